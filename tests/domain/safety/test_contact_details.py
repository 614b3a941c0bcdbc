"""Ways to reach somebody are found however they are written; business talk holds none."""

import pytest

from tequio.domain.safety import contact_details

REACHED = [
    "llámeme al 5512-3456",
    "mi cel es +502 5512 3456",
    "5.5.1.2.3.4.5.6",
    "5-5-1-2-3-4-5-6",
    "5_5_1_2_3_4_5_6",
    "５５１２３４５６",
    "5️⃣5️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣",
    "55\u200b12\u200b34\u200b56",
    "cinco-5-cinco-5-1-2-3-4",
    "cinco cinco 1234 5678",
    "cinco cinco uno dos tres cuatro cinco seis",
    "five five one two three four five six",
    "cincuenta y cinco doce treinta y cuatro cincuenta y seis",
    "petrona arroba gmail punto com",
    "petrona@gmail.com",
    "petrona (at) gmail (dot) com",
    "www.tamales.com",
    "tamalespetrona punto com",
    "t.me/petrona",
    "t,me/petrona",
    "t . me / petrona",
    "te punto me petrona: t punto me/petrona",
    "wa.me/50255123456",
    "paypal.me/luis",
    "linktr.ee/petrona",
    "@petronatamales",
    "me hallas en insta como petronatamales",
    "búsqueme en Facebook",
    "nos encuentran en Face como Tamales Petrona",
    "me puede encontrar en Instagram",
    "agrégueme al WhatsApp",
    "mi insta es petronatamales",
    "soy petronatamales en tiktok",
    "estoy en Instagram como petronatamales",
    "escríbame por Telegram",
    "find me on insta",
    "busque panxelaju en instagram",
    "ig: panxelaju",
    "telegram chepe_xela",
    "Facebook: Tamales.Petrona7",
    "mi fb Pan Xelaju",
    "escríbame al chepe1 en gmail",
    "chepe1 gmail punto com",
    "www . panxelaju . com",
    "panxelaju .com",
    "5o5o1234",
    "c1nco cinco un0 d0s tr3s cuatro cinco seis",
    "text me at 5551234567",
]


@pytest.mark.parametrize("text", REACHED)
def test_a_way_to_reach_somebody_is_found(text: str) -> None:
    assert contact_details.ways_to_reach(text)


ORDINARY = [
    "gano 12000 15000 y 18000 quetzales",
    "Busqué clientes en Facebook y nadie contesta",
    "busque información en instagram",
    "busqué a mi competencia en Facebook",
    "Facebook: 300 seguidores; Instagram: ninguno",
    "Mi Facebook tiene 2000 seguidores",
    "mi Instagram no vende. Net profit is low.",
    "vendo pan. Com vecinas y amigas",
    "tengo mi correo en gmail y mi hoja en excel",
    "uso whatsapp 24 horas",
    "follow up on facebook with customers",
    "Vendo 12000000 de quetzales al año",
    "Pago Q12,500.00 de alquiler y gano Q18,000.00",
    "Del 1 al 15 de marzo vendí 200, 300 y 450 docenas",
    "Hago cinco o seis pasteles, siete en diciembre",
    "Tengo tres hijos, dos empleadas y uno que reparte",
    "Las tallas van de uno a cinco: uno, dos, tres, cuatro y cinco",
    "Vendo a diez, veinte, treinta y cuarenta quetzales",
    "Entre treinta y cinco y cuarenta y dos quetzales",
    "¿Cómo uso Instagram para vender más?",
    "Mis clientas me escriben por WhatsApp y se me olvidan los pedidos",
    "Los clientes me encuentran en Facebook pero no compran",
    "No sé en Facebook cómo llegar a más clientes",
    "Estoy en Facebook como vendedora desde 2020",
    "Me buscan en Facebook para encargar pasteles",
    "¿Conviene una página web o solo Facebook?",
    "Quiero saber si necesito NIT y DPI para facturar",
    "Abro de 8:00 a 18:00 y los sábados de 9 a 13",
    "Empecé en 2019, cerré en 2020 y abrí en 2022",
    "Vendo pan dulce. Me va bien los lunes",
    "Hasta cierto punto me ayuda mi hermana",
    "En ese punto me falta dinero para harina",
    "Compro 25 libras a Q3.50 y vendo a Q5.00 la libra",
    "El 40% de 1500 son 600 y el 60% son 900",
    "Mi tienda está a 3 cuadras del parque, zona 1",
    "Necesito un molino de 220 voltios y 5 caballos",
    "I sell 500 units at 12 dollars and 300 at 15",
    "My customers find me on Facebook but do not buy",
    "How do I use WhatsApp to take orders?",
    "Uno de los dos socios quiere tres sucursales",
    "El proveedor dijo que el lote 2024-15 trae 300 piezas",
]


@pytest.mark.parametrize("text", ORDINARY)
def test_business_talk_holds_no_way_to_reach_anybody(text: str) -> None:
    assert contact_details.ways_to_reach(text) == []


@pytest.mark.parametrize(
    "text", ["NIT 1234567-8 / DPI", "mi DPI es 2345 67890 0101", "1234567-8 (NIT)", "XAXX010101000"]
)
def test_a_number_of_a_paper_is_called_so(text: str) -> None:
    assert contact_details.identity_numbers(text)
    assert contact_details.ways_to_reach(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Mire, búsqueme en  Facebook por favor", "búsqueme en  Facebook"),
        ("Mi número: Cinco, cinco, uno dos tres cuatro cinco seis.",
         "Cinco, cinco, uno dos tres cuatro cinco seis"),
    ],
)  # fmt: skip
def test_what_is_found_is_quoted_as_it_was_written(text: str, words: str) -> None:
    assert contact_details.ways_to_reach(text) == [words]


def test_a_telephone_is_no_number_of_a_paper() -> None:
    assert contact_details.identity_numbers("llámeme al 5512-3456") == []


@pytest.mark.parametrize("piece", ["x", "x.", "a-", "a@b.c ", "5 ", "12345678 ", "¿a? ", "Q "])
def test_a_million_letters_keep_nobody_waiting(piece: str) -> None:
    """No field takes as much: what is sent in its place is refused by its length."""
    text = piece * (1_000_000 // len(piece))
    longest = contact_details.LONGEST + len(piece)
    assert all(len(found) <= longest for found in contact_details.ways_to_reach(text))
    assert contact_details.ways_to_reach(text + " 5512-3456") == contact_details.ways_to_reach(text)
