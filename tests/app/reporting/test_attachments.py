"""P31: the original is sealed as it came; the working copy tells nothing but its content; traps are refused."""

import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pikepdf
import pypdfium2
import pytest
from PIL import Image
from reportlab.pdfgen import canvas

from app.reporting import attachments, cleaning
from app.reporting import errors as no
from app.reporting.attachments import Form
from app.reporting.types import Upload

SECRETS = (b"SN-4471-CAMERA", b"Zhang the photographer", b"39.1201", b"TRAILER-OF-THE-PHONE")

#: As a telephone makes it: the same picture, turned by the file and not by its pixels.
IPHONE = Path(__file__).parents[2] / "data" / "photos" / "phone.heic"


def photo(form: str = "JPEG") -> bytes:
    """A picture that tells its camera, its maker and its place."""
    exif = Image.Exif()
    exif[0x013B] = "Zhang the photographer"
    exif[0xC62F] = "SN-4471-CAMERA"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (39.0, 7.0, 12.01)
    exif.get_ifd(0x8825)[29] = "39.1201"
    exif[0x0112] = 6  # turned on its side
    out = io.BytesIO()
    picture = Image.new("RGB", (320, 200), "white")
    picture.paste("red", (0, 0, 40, 40))
    picture.save(out, form, exif=exif, comment=b"Zhang the photographer")
    return out.getvalue() + b"TRAILER-OF-THE-PHONE"


def paper() -> bytes:
    """A PDF that runs a script, calls home, carries a file, and holds a photograph that tells too much."""
    out = io.BytesIO()
    page = canvas.Canvas(out)
    page.setAuthor("Zhang the photographer")
    page.drawString(100, 700, "Minutes of the meeting")
    page.drawImage(_reader(photo()), 100, 400, 160, 100)
    page.linkURL("https://tracker.example/me", (100, 690, 300, 720))
    page.showPage()
    page.save()
    with pikepdf.open(io.BytesIO(out.getvalue())) as book:
        with book.open_metadata() as told:
            told["dc:creator"] = ["Zhang the photographer"]
        book.Root.OpenAction = pikepdf.Dictionary(
            S=pikepdf.Name.JavaScript, JS="app.alert('SN-4471-CAMERA')"
        )
        book.attachments["diary.txt"] = b"SN-4471-CAMERA"
        mended = io.BytesIO()
        book.save(mended)
    return mended.getvalue()


def _reader(data: bytes) -> object:
    from reportlab.lib.utils import ImageReader

    return ImageReader(io.BytesIO(data))


def _is_red(picture: Image.Image, x: int, y: int) -> bool:
    red, green, blue = picture.convert("RGB").crop((x, y, x + 1, y + 1)).tobytes()
    return red > 200 and max(green, blue) < 90


@pytest.mark.scenario("P31")
@pytest.mark.parametrize("kind", [Form.JPEG, Form.PNG, Form.WEBP, Form.HEIC])
def test_a_photograph_is_drawn_anew_from_its_pixels(kind: Form) -> None:
    given = IPHONE.read_bytes() if kind is Form.HEIC else photo(kind.name)
    assert SECRETS[0] in given
    assert attachments.form_of(Upload("a.jpg", given)) is kind
    copy = cleaning.clean(kind, given)
    assert copy.why == ""
    assert not [secret for secret in SECRETS if secret in copy.data]
    with Image.open(io.BytesIO(copy.data)) as seen:
        assert seen.format == ("PNG" if kind is Form.PNG else "JPEG")
        assert not seen.getexif()
        assert not {"exif", "comment", "icc_profile"} & seen.info.keys()
        assert seen.size == (200, 320)  # upright, as a viewer would have shown it
        assert _is_red(seen, 190, 10)  # the red corner is where it was


@pytest.mark.scenario("P31")
def test_what_is_seen_through_is_white_in_the_copy_as_a_viewer_shows_it() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (20, 10), (255, 0, 0, 0)).save(out, "WEBP", lossless=True, exact=True)
    copy = cleaning.clean(Form.WEBP, out.getvalue())
    with Image.open(io.BytesIO(copy.data)) as seen:
        assert min(seen.convert("RGB").crop((5, 5, 6, 6)).tobytes()) > 250


def test_a_copy_is_called_what_it_is() -> None:
    assert attachments.copy_name("IMG_1.HEIC") == "IMG_1.jpg"
    assert attachments.copy_name("年会.照片.webp") == "年会.照片.jpg"
    assert attachments.copy_name("minutes.pdf") == "minutes.pdf"
    assert attachments.is_picture("IMG_1.HEIC")
    assert not attachments.is_picture("minutes.pdf")


@pytest.mark.scenario("P31")
def test_a_pdf_does_nothing_by_itself_and_tells_of_nobody() -> None:
    given = paper()
    assert attachments.form_of(Upload("minutes.pdf", given)) is Form.PDF
    copy = cleaning.clean(Form.PDF, given)
    assert copy.why == ""
    with pikepdf.open(io.BytesIO(copy.data)) as book:
        assert "/Info" not in book.trailer
        assert not {"/OpenAction", "/Metadata", "/AA"} & set(book.Root.keys())
        assert len(book.attachments) == 0
        whole = io.BytesIO()
        book.save(whole, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.all)
        plain = whole.getvalue()
        for thing in book.objects:
            if isinstance(thing, pikepdf.Stream):
                plain += thing.read_raw_bytes()
    for secret in (*SECRETS, b"tracker.example", b"/JavaScript", b"/URI"):
        assert secret not in plain
    page = pypdfium2.PdfDocument(copy.data)[0]
    assert "Minutes of the meeting" in page.get_textpage().get_text_range()
    dots = page.render().to_pil()
    assert _is_red(dots, 110, dots.height - 495)  # the photograph is still in its place


def test_a_photograph_within_a_pdf_loses_its_remarks() -> None:
    bare = cleaning.bare_jpeg(photo())
    assert not [secret for secret in SECRETS if secret in bare]
    with Image.open(io.BytesIO(bare)) as seen:
        assert seen.size == (320, 200)
        assert _is_red(seen, 10, 10)


def test_texts_of_both_codings_are_read_and_others_held_back() -> None:
    words = "请查某某，𠮷 䶮"
    for coding in ("utf-8", "gb18030", "utf-8-sig"):
        given = words.encode(coding)
        assert attachments.form_of(Upload("a.txt", given)) is Form.TEXT
        assert cleaning.clean(Form.TEXT, given).data.decode() == words


def office(**more: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as folder:
        folder.writestr("[Content_Types].xml", "<Types/>")
        folder.writestr("word/document.xml", "<document>text</document>")
        for name, data in more.items():
            folder.writestr(name.replace("__", "/") + ".bin", data)
    return out.getvalue()


def archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as folder:
        folder.writestr("letters/one.txt", "a letter")
    return out.getvalue()


@pytest.mark.scenario("P31")
@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("letter.docm", office(word__vbaProject=b"Sub AutoOpen()"), "file.macros"),
        (
            "old.doc",
            bytes.fromhex("d0cf11e0a1b11ae1") + b"x" * 600 + b"_\0V\0B\0A\0_",
            "file.macros",
        ),
        ("bomb.docx", office(word__media=bytes(40 << 20)), "file.bomb"),
        ("letters.zip", archive(), "file.archive"),
        ("broken.zip", archive()[:30], "file.unknown"),
        ("huge.jpg", b"\xff\xd8\xff" + bytes(10 << 20), "file.large"),
        ("program.exe", b"MZ\x90\0" + bytes(100), "file.unknown"),
        ("nothing.txt", b"", "file.empty"),
    ],
    ids=lambda value: value if isinstance(value, str) else "data",  # an archive tells the time
)
def test_traps_and_what_cannot_be_looked_at_are_refused_politely(
    name: str, data: bytes, why: str
) -> None:
    with pytest.raises(no.AttachmentRefused) as refused:
        attachments.form_of(Upload(name, data))
    assert refused.value.facts["why"] == why
    assert refused.value.facts["name"] == name


def test_an_old_office_document_and_a_recording_are_taken_and_held_back() -> None:
    old = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
    rich = b"{\\rtf1{\\info{\\author Zhang the photographer}} words}"
    page = b"\xef\xbb\xbf<!DOCTYPE html><meta name=author content=Zhang>"
    for name, data in (
        ("old.doc", old),
        ("letter.rtf", rich),
        ("letter.txt", rich),
        ("a.html", page),
    ):
        assert attachments.form_of(Upload(name, data)) is Form.HELD_DOCUMENT
    assert attachments.form_of(Upload("talk.mp3", b"ID3" + bytes(100))) is Form.RECORDING
    assert not {Form.HELD_DOCUMENT, Form.RECORDING} & attachments.CLEANED


def packed(**parts: str) -> bytes:
    """A document of today; `word__document` is its part word/document.xml."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as folder:
        folder.writestr("[Content_Types].xml", "<Types/>")
        for name, xml in parts.items():
            folder.writestr(f"{name.replace('__', '/')}.xml", xml)
    return out.getvalue()


_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "text", "table")
)
DOCX = packed(
    word__document=f"""<w:document {_W}><w:body>
      <w:p w:rsidR="00A1"><w:r><w:t>一、2026年3月，</w:t></w:r><w:r><w:tab/><w:t>某局长收受</w:t></w:r>
        <w:del w:author="Zhang the photographer"><w:r><w:delText>SN-4471-CAMERA</w:delText></w:r></w:del></w:p>
      <w:tbl><w:tr><w:sdt><w:sdtContent><w:tc><w:p><w:r><w:t>日期</w:t></w:r></w:p></w:tc></w:sdtContent></w:sdt>
        <w:tc><w:p><w:r><w:t>金额</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
      <w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>SN-4471-CAMERA</w:t></w:r>
        <w:r><w:t>此致</w:t><w:br/><w:t>敬礼</w:t></w:r></w:p>
      <w:p><w:r><a:AlternateContent xmlns:a="mc"><a:Choice><w:t>附件一</w:t></a:Choice>
        <a:Fallback><w:t>附件一</w:t></a:Fallback></a:AlternateContent></w:r></w:p></w:body></w:document>""",
    word__footer1=f"<w:ftr {_W}><w:p><w:r><w:t>第1页</w:t></w:r></w:p></w:ftr>",
    word__comments=f"<w:comments {_W}><w:p><w:r><w:t>39.1201</w:t></w:r></w:p></w:comments>",
    docProps__core="<core><creator>Zhang the photographer</creator></core>",
)
ODT = packed(
    content=f"""<office:document-content {_ODF}><office:body><office:text>
      <text:tracked-changes><text:p>SN-4471-CAMERA</text:p></text:tracked-changes>
      <text:h>一、<text:span>2026年3月</text:span>，</text:h>
      <text:p>某局长<office:annotation><text:p>39.1201</text:p></office:annotation>收受<text:author-name>Zhang the photographer</text:author-name></text:p>
      <table:table-row><table:table-cell><text:p>日期</text:p></table:table-cell>
        <table:table-cell><text:p>金额</text:p></table:table-cell></table:table-row>
    </office:text></office:body></office:document-content>""",
    meta="<meta><creator>Zhang the photographer</creator></meta>",
)


def workbook() -> bytes:
    out = io.BytesIO()
    book = openpyxl.Workbook()
    book.properties.creator = "Zhang the photographer"
    sheet = book.active
    sheet.append(["日期", "金额"])
    sheet.append(["3月5日", 20000])
    sheet["B2"].comment = openpyxl.comments.Comment("39.1201", "SN-4471-CAMERA")
    book.save(out)
    return out.getvalue()


@pytest.mark.scenario("P31")
@pytest.mark.parametrize(
    ("name", "data", "lines"),
    [
        (
            "letter.docx",
            DOCX,
            ["一、2026年3月， 某局长收受", "日期\t金额", "此致", "敬礼", "附件一", "第1页"],
        ),
        ("letter.odt", ODT, ["一、2026年3月，", "某局长收受", "日期\t金额"]),
        ("sums.xlsx", workbook(), ["日期\t金额", "3月5日\t20000"]),
    ],
    ids=["docx", "odt", "xlsx"],
)
def test_of_an_office_document_the_copy_holds_the_words_and_nothing_of_its_writers(
    name: str, data: bytes, lines: list[str]
) -> None:
    assert attachments.form_of(Upload(name, data)) is Form.OFFICE
    copy = cleaning.clean(Form.OFFICE, data).data
    told, empty, *found = copy.decode().splitlines()
    assert (told, empty) == ("〔本副本只有文字；版式和图片见封存的原件〕", "")
    assert found == lines
    assert not [secret for secret in SECRETS if secret in copy]
    assert attachments.copy_name(name).endswith(".txt")


def test_a_document_without_words_or_that_is_none_is_held_back() -> None:
    assert cleaning.clean(Form.OFFICE, packed()).why == "clean.wordless"
    assert cleaning.clean(Form.OFFICE, packed(word__document="<a>")).why == "clean.broken"
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE a [<!ENTITY a0 "ha">{laughs}]><w:p {_W}><w:t>&a11;</w:t></w:p>'
    assert cleaning.clean(Form.OFFICE, packed(word__document=bomb)).why == "clean.broken"


def test_a_file_that_breaks_the_library_or_is_too_much_is_held_back_and_nothing_else_happens() -> (
    None
):
    assert cleaning.clean(Form.JPEG, b"\xff\xd8\xff" + os.urandom(2_000)).why == "clean.broken"
    assert cleaning.clean(Form.PDF, b"%PDF-1.7\n" + os.urandom(2_000)).why == "clean.broken"
    out = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")
    assert cleaning.clean(Form.PNG, out.getvalue()).why.startswith("clean.")
    locked = io.BytesIO()
    with pikepdf.open(io.BytesIO(paper())) as book:
        book.save(locked, encryption=pikepdf.Encryption(owner="o", user="u"))
    assert cleaning.clean(Form.PDF, locked.getvalue()).why == "clean.locked"


def test_the_process_that_cleans_can_write_no_file(tmp_path: Path) -> None:
    script = (
        "from app.reporting import cleaning; cleaning._confined()\n"
        f"open({str(tmp_path / 'trace')!r}, 'wb').write(b'x' * 10)"
    )
    subprocess.run([sys.executable, "-c", script], check=False, capture_output=True)
    assert (tmp_path / "trace").stat().st_size == 0
