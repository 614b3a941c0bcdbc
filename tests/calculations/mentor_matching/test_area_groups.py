"""The headings of lists: each area stands under one of them."""

from mentor_matching import vocabulary


def test_each_area_is_in_one_group() -> None:
    grouped = [area for group in vocabulary.groups() for area in group.area_ids]
    assert sorted(grouped) == sorted(area.id for area in vocabulary.areas())


def test_each_group_has_a_name_of_its_own_in_both_languages() -> None:
    for language in vocabulary.LANGUAGES:
        labels = [group.label(language) for group in vocabulary.groups()]
        assert all(labels)
        assert len(set(labels)) == len(labels)
