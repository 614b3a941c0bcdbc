"""Years, dates, documents and well-known sites are no way to reach anybody, save by their words."""

import pytest

from tequio.domain.safety import contact_details

REACHED = [
    "cel 2019-2024",
    "mi tel es 2019-2024",
    "llámeme al 20260315",
    "whatsapp 20191231",
    "al 2019-2024",
    "número 2019-2024",
    "tel. 20260315",
    "Pedidos 5512-3456",
    "Pedidos: 55123456",
    "pedidos al 55123456",
    "factura 5512-3456",
    "pedido 5512 3456",
    "55123456",
    "Tel 23456789",
    "cel: 4567 8901",
    "WhatsApp 30123456",
    "escríbame 20260315",
    "call 2019-2024",
    "marque 2024-2019",
    "my phone is 2019-2024",
    "2019-2024 y 55123456",
    "factura 20260315 y cel 55123456",
    "factura +502 55123456",
    "amazon.com/shops/petrona",
    "facebook.com/petrona",
    "www.facebook.com/petrona",
    "facebook.com / petrona",
    "facebook.com: petrona",
    "petrona.amazon.com",
    "petrona@facebook.com",
    "Facebook.com @petrona",
    "facebook.com petrona502",
    "petronaamazon.com",
    "https://wa.me/50255123456",
    "mitienda.com",
    "instagram.com/petrona",
    "2024-5512",
    "2024 55 12",
    "whatsapp: 2024-03-15",
    "al tel 15-03-2024",
    "mi número es 15.03.2024",
]
ORDINARY = [
    "2500 piezas desde 2019-2024",
    "factura 20260315",
    "Vendo en mercado libre y Amazon.com",
    "Vendí 300 docenas en 2019 - 2024",
    "De 2018-2023 bajaron las ventas",
    "Ventas 2021 2022 2023 2024",
    "Entre 2020–2022 cerré",
    "El 2024-03-15 abrí la tienda",
    "Abrí el 15-03-2024 con dos empleadas",
    "Abrí el 15.03.2024",
    "Del 2024-01-01 al 2024-06-30 vendí 300",
    "Factura No. 12345678 sin pagar",
    "la factura número 87654321 no me la pagan",
    "El pedido 45678901 llegó tarde",
    "pedido #45678901",
    "Lote 20260101 salió malo",
    "lote no. 12345678",
    "folio 123456789 del SAT",
    "Invoice 20260315 was not paid",
    "order no. 98765432 is late",
    "código de barras 7501234567890",
    "serie A-12345678",
    "la guía 1234567890 se perdió",
    "El recibo 00012345 es de la luz",
    "expediente 2024-0123",
    "contrato 2023-1234 del local",
    "Vendo por Facebook.com",
    "publico en www.facebook.com, sin resultado",
    "Uso Booking.com y Airbnb.com para mi hotel",
    "¿Conviene vender en amazon.com.mx?",
    "mercadolibre.com.mx cobra 15%",
    "Compro en alibaba.com. Llega en un mes",
    "Etsy.com o Shopify.com: ¿cuál conviene?",
    "Mi temporada 2022-2023 fue buena, 2023-2024 no",
    "cosecha 2023-2024: 4500 libras",
    "sales 2019-2024 grew",
    "since 2020-01-15 I sell online",
]


@pytest.mark.parametrize("text", REACHED)
def test_a_number_by_which_one_calls_is_found_whatever_it_looks_like(text: str) -> None:
    assert contact_details.ways_to_reach(text)


@pytest.mark.parametrize("text", ORDINARY)
def test_years_dates_documents_and_sites_by_name_lead_to_nobody(text: str) -> None:
    assert contact_details.ways_to_reach(text) == []
