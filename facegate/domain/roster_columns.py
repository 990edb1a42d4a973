"""What the columns of a list are called, in the languages of those who make such lists."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from facegate.errors import Phrase


class Column(StrEnum):
    """A column that is understood; the value is the name that an export gives it."""

    IDENTIFIER = "person_id"
    NAME = "name"
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    DEPARTMENT = "department"
    GROUPS = "groups"
    CARD = "card"
    PIN = "pin"
    VALID_FROM = "valid_from"
    VALID_UNTIL = "valid_until"
    NOTES = "notes"
    PHOTO = "photo"


_NAMES: dict[Column, str] = {
    Column.IDENTIFIER: """person_id, id, identifier, person no, personid, employee id, employee no, employee number,
        employee code, staff id, staff no, payroll no, payroll number, badge id, user id, uid, emp id, emp no, number,
        nr, no, num, emp number, staff number, worker id, worker no, personnel no, personnel number, pers no, nummer,
        personalnummer, personal-nr, pers.-nr., personal-id, persnummer, pnr, stammnummer, stamm-nr,
        mitarbeiternummer, mitarbeiter-nr, mitarbeiter-id, ma-nr, ma-nummer, kennung, kennnummer, kenn-nr, kennziffer,
        id-nr, ausweisnummer, matricule, n° matricule, no matricule, identifiant, numéro, n°, n° employé,
        no employé, numéro employé, numéro d'employé, numéro de matricule, identificador, número, nº, núm, no empleado,
        nº empleado, nº de empleado, número empleado, número de empleado, id empleado, núm. empleado, código de
        empleado, matrícula, legajo, nº legajo,
        编号, 工号, 员工编号, 员工号, 员工工号, 人员编号, 人员工号, 职工号, 学号,
        編號, 工號, 員工編號, 員工工號, 人員編號""",
    Column.NAME: """name, full name, person name, employee name, display name, person, employee, vollständiger name,
        vor- und nachname, vor- u. nachname, vor-/nachname, vor- und zuname, vorname nachname,
        nachname vorname, name vorname, mitarbeiter, mitarbeitername, nom complet, nom et prénom, prénom et nom,
        nom prénom, nombre completo, nombre y apellidos, apellidos y nombre, empleado, 姓名, 名字, 名称, 人员姓名,
        员工姓名, 人員姓名, 員工姓名""",
    Column.FIRST_NAME: """first name, given name, forename, vorname, prénom, nombre, nombre de pila, 名""",
    Column.LAST_NAME: """last name, family name, surname, nachname, familienname, zuname, nom, nom de famille,
        apellido, apellidos, 姓, 姓氏""",
    Column.DEPARTMENT: """department, department name, dept, dept name, division, organization,
        organisation, org unit, team, unit, abteilung, abteilungsname, abt, abtlg, abteil,
        bereich, organisationseinheit, org-einheit, kostenstelle, département, dépt, dép, service, direction,
        departamento, depto, dpto, área, sección, 部门, 部门名称, 所属部门, 部門, 部門名稱, 所屬部門, 科室,
        组织, 組織""",
    Column.GROUPS: """groups, group, access group, access groups, person group, gruppe, gruppen, zutrittsgruppe,
        zutrittsgruppen, groupe, groupes, grupo, grupos, 组, 分组, 人员分组, 群組""",
    Column.CARD: """card, card no, card number, card id, badge, badge no, badge number, rfid, karte, kartennummer,
        karten-nr, karte nr, ausweis, chip, chip-nr, chipnummer, transponder, transponder-nr, transpondernummer, carte,
        numéro de carte, n° de carte, n° carte, no carte, numéro de badge, n° badge, tarjeta, número de tarjeta,
        nº de tarjeta, 卡号, 门禁卡号, 卡號, 物理卡号""",
    Column.PIN: """pin, pin code, password, passcode, pincode, geheimzahl, code pin, code secret, código pin, clave,
        密码, 密碼, 个人密码""",
    Column.VALID_FROM: """valid from, validity start, start date, effective from, effective date, begin, begin time,
        start time of effective period, from, gültig ab, gültig von, eintritt, eintrittsdatum, beginn, von,
        valable du, valable à partir du, date de début, début, válido desde, desde, fecha de inicio,
        有效期开始, 生效日期, 开始日期, 生效时间, 有效起始日期, 生效日""",
    Column.VALID_UNTIL: """valid until, valid to, validity end, end date, expiry, expiry date, expires, expiration date,
        end, end time, end time of effective period, until, to, gültig bis, austritt, austrittsdatum, ende, ablauf, bis,
        valable jusqu'au, valable au, date de fin, fin, válido hasta, hasta, fecha de fin, vencimiento,
        有效期结束, 失效日期, 结束日期, 失效时间, 有效截止日期, 到期日""",
    Column.NOTES: """notes, note, remark, remarks, comment, comments, bemerkung, bemerkungen, kommentar, notiz, notizen,
        remarque, remarques, commentaire, nota, notas, observaciones, comentario, comentarios, 备注, 備註""",
    Column.PHOTO: """photo, photos, picture, pictures, image, images, face, photo file, photo name, file, filename,
        file name, foto, fotos, bild, bilder, bilddatei, bildname, fotodatei, lichtbild, datei, photographie,
        fichier, imagen, archivo, fotografía, 照片, 图片, 人脸照片, 人脸图片, 相片, 圖片, 文件名""",
}


def _key(heading: str) -> str:
    """A heading without what people write differently: case, spaces, punctuation, accents, # for no."""
    apart = unicodedata.normalize("NFKD", heading.casefold().replace("#", " no"))
    return "".join(character for character in apart if character.isalnum())


_COLUMNS = {_key(name): column for column, names in _NAMES.items() for name in names.split(",")}


_ONLY_NUMBERS = frozenset(map(_key, ("number", "no", "num", "nr", "nummer", "numéro", "número", "núm")))
"""Headings of a column that may as well number the lines."""


def column_of(heading: str) -> Column | None:
    """Which column a heading names; None if it is not understood. Photos may be numbered: ``photo 2``."""
    key = _key(heading)
    found = _COLUMNS.get(key)
    if found is None and _COLUMNS.get(key.rstrip("0123456789")) is Column.PHOTO:
        return Column.PHOTO
    return found


class HeadingError(ValueError):
    """A heading that cannot be used.

    Attributes:
        missing: what no column was found for; empty where one is there twice.
        twice: two headings that mean the same.
    """

    def __init__(self, missing: str = "", twice: Sequence[str] = ()) -> None:
        super().__init__(missing or " ".join(twice))
        self.missing = missing
        self.twice = tuple(twice)


@dataclass(frozen=True, slots=True)
class Heading:
    """The first record of a list.

    Attributes:
        cells: as they stand in the file.
        columns: what each of them means; None: not used.
    """

    cells: tuple[str, ...]
    columns: tuple[Column | None, ...]

    @property
    def unused(self) -> tuple[str, ...]:
        """Headings that are not understood."""
        pairs = zip(self.cells, self.columns, strict=True)
        return tuple(cell.strip() for cell, column in pairs if column is None and cell.strip())

    def has(self, column: Column) -> bool:
        """Whether the list has it."""
        return column in self.columns


def read_heading(cells: Sequence[str]) -> Heading:
    """Understand the first record.

    Raises:
        HeadingError: no identifier or no name, or a column twice that can be there once.
    """
    columns = list(map(column_of, cells))
    if columns.count(Column.IDENTIFIER) > 1:
        # Beside a personnel number, the "No." of a list only counts its lines.
        plain = [_key(cell) in _ONLY_NUMBERS for cell in cells]
        if not all(plain[place] for place, column in enumerate(columns) if column is Column.IDENTIFIER):
            columns = [None if only else column for column, only in zip(columns, plain, strict=True)]
    heading = Heading(tuple(cells), tuple(columns))
    if not heading.has(Column.IDENTIFIER):
        raise HeadingError(missing=Phrase("identifier"))
    if not any(map(heading.has, (Column.NAME, Column.FIRST_NAME, Column.LAST_NAME))):
        raise HeadingError(missing=Phrase("name"))
    places: dict[Column, str] = {}
    for cell, column in zip(heading.cells, heading.columns, strict=True):
        if column is None or column is Column.PHOTO:
            continue
        if column in places:
            raise HeadingError(twice=(places[column].strip(), cell.strip()))
        places[column] = cell
    return heading
