"""Each kind of file that people take for the workbook is told apart and gets a sentence of its own."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from definition import LANGUAGES, Definition, Language
from etl.check import check
from etl.problems import Unreadable
from etl.xlsx.gate import refuse
from tests.builders import filled_workbook
from tests.mutations import seeds, unzipped
from tests.packages import package, parts, relations, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
EXCEL_2003 = b'<?xml version="1.0"?>\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">'
LOCK_FILE = (b"\x05Merve".ljust(54) + b"\x05\0M\0e\0r\0v\0e\0").ljust(165, b"\0")
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
FLAT = f'<?xml version="1.0"?>\n\n<office:document office:mimetype="{OPEN_DOCUMENT}{{}}">'
MACRO_TYPE = '<Types><Default ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>'


def ole(*streams: str) -> bytes:
    return OLE + b"".join(stream.encode("utf-16-le") + b"\0\0" for stream in streams)


def workbook_and(name: str, content: str) -> bytes:
    return zipped(parts() | {name: content})


KINDS = [
    ("refused_empty", b"", "bildirim.xlsx"),
    ("refused_empty", bytes(4096), "bildirim.xlsx"),
    ("refused_lock_file", LOCK_FILE, "~$bildirim.xlsx"),
    ("refused_lock_file", LOCK_FILE, "adı değişmiş.xlsx"),
    ("refused_lock_file", b",merve,bilgisayar,22.11.2026", ".~lock.bildirim.xlsx#"),
    ("refused_password", ole("EncryptedPackage"), "bildirim.xlsx"),
    ("refused_password", ole("Workbook", "EncryptedPackage"), "bildirim.xlsx"),
    ("refused_old_excel", ole("Workbook"), "bildirim.xls"),
    ("refused_old_excel", ole("Workbook"), "adı değişmiş.xlsx"),
    ("refused_old_excel", ole("Book"), "bildirim.xls"),
    ("refused_old_excel", ole("WORKBOOK"), "bildirim.xls"),
    ("refused_old_excel", ole("BOOK"), "bildirim.xls"),
    ("refused_old_excel", b"\x09\x08\x08\x00\x00\x05\x10\x00" + bytes(64), "bildirim.xls"),
    ("refused_old_excel", EXCEL_2003, "bildirim.xml"),
    ("refused_document", ole("WordDocument"), "rapor.doc"),
    ("refused_binary_excel", workbook_and("xl/workbook.bin", "x"), "bildirim.xlsb"),
    ("refused_open_document", zipped({"mimetype": f"{OPEN_DOCUMENT}spreadsheet"}), "bildirim.ods"),
    ("refused_document", zipped({"mimetype": f"{OPEN_DOCUMENT}text"}), "rapor.odt"),
    ("refused_open_document", FLAT.format("spreadsheet").encode(), "bildirim.fods"),
    ("refused_document", FLAT.format("text").encode(), "rapor.fodt"),
    ("refused_apple_numbers", zipped({"Index/Document.iwa": "x"}), "bildirim.numbers"),
    ("refused_archive", zipped({"bildirim.xlsx": package()}), "bildirim.zip"),
    ("refused_archive", b"Rar!\x1a\x07\x01\x00" + bytes(40), "bildirim.rar"),
    (
        "refused_archive",
        zipped({"a/bildirim.xlsx": package(), "__MACOSX/._bildirim.xlsx": "x"}),
        "bildirim.zip",
    ),
    ("refused_archive", zipped({"bildirim.xls": "x", "oku.txt": "x"}), "bildirim.xlsx"),
    ("refused_archive", b"\x1f\x8b\x08" + bytes(40), "bildirim.xlsx.gz"),
    ("refused_archive", b"7z\xbc\xaf\x27\x1c" + bytes(40), "bildirim.7z"),
    ("refused_not_excel", zipped({"foto.txt": "x"}), "foto.zip"),
    ("refused_document", zipped({"[Content_Types].xml": "<x/>", "word/document.xml": "<x/>"}), "rapor.docx"),
    ("refused_csv", "Kod;Değer\nKAP-01;3".encode(), "bildirim.csv"),
    ("refused_csv", "Kod;Değer\nKAP-01;3".encode("cp1254"), "adı değişmiş.xlsx"),
    ("refused_csv", "Kod\tDeğer\n".encode("utf-16"), "bildirim.txt"),
    ("refused_csv", b"tek sutun\n1\n2\n", "bildirim.csv"),
    ("refused_csv", b"<a href='https://ornek.org'>KAP-01</a>,3\n", "bildirim.csv"),
    ("refused_csv", b"1;2\n".ljust(165, b"3"), "kilit dosyası kadar.csv"),
    ("refused_html", b"\xef\xbb\xbf\n<html><body><table><tr><td>1", "bildirim.xls"),
    ("refused_html", b"<!DOCTYPE html><html>", "bildirim.xlsx"),
    ("refused_html", b"<table><tr><td>1</td></tr></table>", "bildirim.xls"),
    ("refused_html", b"MIME-Version: 1.0\nContent-Type: multipart/related", "bildirim.mht"),
    ("refused_pdf", b"%PDF-1.7\n%\xe2\xe3", "bildirim.xlsx"),
    ("refused_document", ole("PowerPoint Document"), "sunum.ppt"),
    (
        "refused_document",
        zipped({"[Content_Types].xml": "<x/>", "ppt/presentation.xml": "<x/>"}),
        "sunum.pptx",
    ),
    ("refused_image", b"\x89PNG\r\n\x1a\n" + bytes(40), "tablo.png"),
    ("refused_image", b"\xff\xd8\xff\xe0" + bytes(40), "tablo.xlsx"),
    ("refused_image", b"\0\0\0\x18ftypheic" + bytes(40), "tablo.heic"),
    ("refused_image", b"RIFF\x10\0\0\0WEBPVP8 " + bytes(40), "tablo.webp"),
    ("refused_image", b"BM6\0\0\0\0\0\0\x006\0\0\0", "tablo.bmp"),
    ("refused_csv", b"BM;UNDP\n1;2\n", "kurumlar.csv"),
    ("refused_shortcut", b"L\0\0\0\x01\x14\x02\0" + bytes(60), "bildirim.xlsx.lnk"),
    ("refused_shortcut", b"L\0\0\0\x01\x14\x02\0" + bytes(60), "bildirim.xlsx"),
    ("refused_shortcut", b"[InternetShortcut]\r\nURL=https://ornek.org/a.xlsx", "bildirim.url"),
    ("refused_shortcut", b"\xef\xbb\xbf[Desktop Entry]\nType=Link", "bildirim.xlsx"),
    (
        "refused_shortcut",
        b"<?xml version='1.0'?><plist><dict><key>URL</key></dict></plist>",
        "bildirim.webloc",
    ),
    ("refused_shortcut", b"bplist00" + bytes(20), "bildirim.webloc"),
    ("refused_cloud", b'{"url":"https://docs.google.com/open?id=1","doc_id":"1"}', "bildirim.gsheet"),
    ("refused_cloud", b"bplist00" + bytes(20), ".bildirim.xlsx.icloud"),
    ("refused_cloud", b" ", "bildirim.xlsx.nextcloud"),
    ("refused_cloud", b"", "bildirim.xlsx.owncloud"),
    ("refused_not_excel", b'{"a": 1, "b": 2}', "bildirim.xlsx"),
    ("refused_not_excel", b"merhaba", "not.xlsx"),
    ("refused_document", b"{\\rtf1\\ansi merhaba}", "bildirim.xlsx"),
    ("refused_macros", workbook_and("xl/vbaProject.bin", "x"), "bildirim.xlsx"),
    ("refused_macros", workbook_and("xl/macrosheets/sheet1.xml", "<x/>"), "bildirim.xlsx"),
    ("refused_macros", workbook_and("[Content_Types].xml", MACRO_TYPE), "bildirim.xlsm"),
]

UTF_16 = '<?xml version="1.0" encoding="utf-16"?>'
MACROS_IN_DISGUISE = [
    parts() | {"[Content_Types].xml": (UTF_16 + MACRO_TYPE).encode("utf-16")},
    parts() | {"[Content_Types].xml": MACRO_TYPE.replace("macroE", "macro&#69;")},
    *(
        parts()
        | {
            "xl/_rels/workbook.xml.rels": relations(
                rId1=("worksheet", "worksheets/sheet1.xml"), x=(kind, "a")
            )
        }
        for kind in ("vbaProject", "xlMacrosheet", "xlIntlMacrosheet")
    ),
]


@pytest.mark.parametrize("contents", MACROS_IN_DISGUISE)
def test_macros_are_refused_however_they_are_declared(
    contents: dict[str, str | bytes], definition: Definition
) -> None:
    checked = check(zipped(contents), "bildirim.xlsx", definition, date(2025, 2, 1))
    assert [problem.code for problem in checked.problems] == ["refused_macros"]


# SheetJS and Excelize declare in every workbook what a macro would be, had it one.
DECLARED_BY_DEFAULT = ["vnd.ms-excel.sheet.binary.macroEnabled.main", "vnd.ms-office.vbaProject"]


@pytest.mark.parametrize("type_", DECLARED_BY_DEFAULT)
def test_a_type_for_macros_is_none_where_no_part_is_of_it(type_: str) -> None:
    types = f'<Types><Default Extension="bin" ContentType="application/{type_}"/></Types>'
    refuse(workbook_and("[Content_Types].xml", types), "bildirim.xlsx")
    with pytest.raises(Unreadable) as refusal:
        refuse(zipped(parts() | {"[Content_Types].xml": types, "xl/a.BIN": "x"}), "bildirim.xlsx")
    assert refusal.value.problem.code == "refused_macros"


def test_a_word_document_with_macros_is_called_no_workbook() -> None:
    types = MACRO_TYPE.replace("ms-excel.sheet", "ms-word.document")
    with pytest.raises(Unreadable) as refusal:
        refuse(zipped({"[Content_Types].xml": types, "word/vbaProject.bin": "x"}), "rapor.docm")
    assert refusal.value.problem.code == "refused_document"


@pytest.mark.parametrize(("code", "data", "file_name"), KINDS)
def test_each_kind_of_file_is_refused_as_what_it_is(code: str, data: bytes, file_name: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        refuse(data, file_name)
    assert refusal.value.problem.code == code


@pytest.mark.parametrize("name", ["bildirim.xlsx", "bildirim.xls", "~$bildirim.xlsx", "bildirim.csv", ""])
def test_a_workbook_is_let_through_under_any_name(name: str) -> None:
    refuse(filled_workbook(), name)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_has_a_sentence_of_its_own_in_both_languages(
    language: Language, definition: Definition
) -> None:
    codes = {code for code, _, _ in KINDS}
    said = {definition.text(f"problem.{code}.message", language) for code in codes}
    assert len(said) == len(codes)
    assert all(definition.text(f"problem.{code}.fix", language) for code in codes)


def test_a_template_of_excel_holds_an_ordinary_workbook_and_is_read(definition: Definition) -> None:
    contents = unzipped(filled_workbook())
    kind = b"spreadsheetml.sheet.main+xml"
    assert kind in contents["[Content_Types].xml"]
    contents["[Content_Types].xml"] = contents["[Content_Types].xml"].replace(
        kind, b"spreadsheetml.template.main+xml"
    )
    checked = check(zipped(contents), "bildirim.xltx", definition, date(2025, 2, 1))
    assert (checked.acceptance, len(checked.sheets["actions"])) == ("acceptable", 8)


def test_a_template_with_macros_is_refused_for_its_macros(definition: Definition) -> None:
    contents = unzipped(filled_workbook())
    contents["[Content_Types].xml"] = contents["[Content_Types].xml"].replace(
        b"openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        b"ms-excel.template.macroEnabled.main+xml",
    )
    checked = check(zipped(contents), "bildirim.xltm", definition, date(2025, 2, 1))
    assert [p.code for p in checked.problems] == ["refused_macros"]


# What openpyxl refuses to load although Excel opens it; our reader does not look there.
STYLES = "xl/styles.xml"
UNLOADABLE = [
    (STYLES, rb"<fill>.*?</fill>", b"<fill/>"),
    (
        "docProps/core.xml",
        rb"<dcterms:created[^>]*>[^<]*<",
        b'<dcterms:created xsi:type="dcterms:W3CDTF">yesterday<',
    ),
    ("xl/workbook.xml", rb'activeTab="0"', b'activeTab="x"'),
    ("xl/worksheets/sheet2.xml", rb"<pane [^>]*/>", b'<pane state="broken"/>'),
]


@pytest.mark.parametrize(("part", "pattern", "broken"), UNLOADABLE)
def test_a_workbook_that_openpyxl_cannot_load_is_accepted(
    part: str, pattern: bytes, broken: bytes, definition: Definition
) -> None:
    contents = unzipped(filled_workbook())
    contents[part], times = re.subn(pattern, broken, contents[part], count=1)
    data = zipped(contents)
    assert times == 1
    with pytest.raises((TypeError, ValueError, SyntaxError)):
        load_workbook(BytesIO(data))
    assert check(data, "bildirim.xlsx", definition, date(2025, 2, 1)).acceptance == "acceptable"


def test_a_strict_workbook_is_accepted(definition: Definition) -> None:
    data = zipped(seeds()["strict"])
    assert check(data, "bildirim.xlsx", definition, date(2025, 2, 1)).acceptance == "acceptable"
