"""A link as a QR code, made on this machine."""

PNG_SCALE = 8  # pixels a module: sharp on paper at five centimetres


def svg(link: str, label: str) -> str:
    """Return an SVG element to stand in a page; `label` says what it is, for screen readers."""
    import segno  # noqa: PLC0415 - only when somebody asks for one

    made = segno.make_qr(link, error="m")
    return str(made.svg_inline(scale=4, border=4, title=label, light="#ffffff", omitsize=True))


def svg_data(link: str) -> str:
    """Return an SVG as a data: URI."""
    import segno  # noqa: PLC0415 - the same

    return str(segno.make_qr(link, error="m").svg_data_uri(scale=4, light="#ffffff"))


def png_data(link: str) -> str:
    """Return a PNG as a data: URI."""
    import segno  # noqa: PLC0415 - the same

    return str(segno.make_qr(link, error="m").png_data_uri(scale=PNG_SCALE))
