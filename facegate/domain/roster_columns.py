"""What the columns of a list are called, in the languages of those who make such lists."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


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
        nr, no, personalnummer, personal-nr, pers.-nr., mitarbeiternummer, mitarbeiter-nr, mitarbeiter-id, kennung,
        kennnummer, ausweisnummer, matricule, identifiant, numéro, n° employé, numéro employé, numéro de matricule,
        identificador, número, nº de empleado, número de empleado, id empleado, matrícula, legajo,
        编号, 工号, 员工编号, 员工号, 人员编号, 职工号, 学号, 編號, 工號, 員工編號, 人員編號""",
    Column.NAME: """name, full name, person name, employee name, display name, person, employee, vollständiger name,
        vor- und nachname, name vorname, mitarbeiter, mitarbeitername, nom complet, nom et prénom, prénom et nom,
        nom prénom, nombre completo, nombre y apellidos, apellidos y nombre, empleado, 姓名, 名字, 名称, 人员姓名,
        员工姓名, 人員姓名, 員工姓名""",
    Column.FIRST_NAME: """first name, given name, forename, vorname, prénom, nombre, nombre de pila, 名""",
    Column.LAST_NAME: """last name, family name, surname, nachname, familienname, zuname, nom, nom de famille,
        apellido, apellidos, 姓, 姓氏""",
    Column.DEPARTMENT: """department, dept, division, organization, organisation, team, unit, abteilung, bereich,
        kostenstelle, département, service, direction, departamento, área, sección, 部门, 部門, 科室, 组织""",
    Column.GROUPS: """groups, group, access group, access groups, person group, gruppe, gruppen, zutrittsgruppe,
        groupe, groupes, grupo, grupos, 组, 分组, 人员分组, 群組""",
    Column.CARD: """card, card no, card number, card id, badge, badge no, badge number, rfid, karte, kartennummer,
        karten-nr, ausweis, transponder, carte, numéro de carte, n° de carte, n° carte, tarjeta, número de tarjeta,
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
    Column.NOTES: """notes, note, remark, remarks, comment, comments, bemerkung, bemerkungen, notiz, notizen,
        remarque, remarques, commentaire, nota, notas, observaciones, comentario, 备注, 備註""",
    Column.PHOTO: """photo, photos, picture, pictures, image, images, face, photo file, photo name, file, filename,
        file name, foto, fotos, bild, bilder, bilddatei, lichtbild, datei, photographie, fichier, imagen, archivo,
        fotografía, 照片, 图片, 人脸照片, 人脸图片, 相片, 圖片, 文件名""",
}


def _key(heading: str) -> str:
    """A heading without what people write differently: case, spaces, punctuation, accents."""
    apart = unicodedata.normalize("NFKD", heading.casefold())
    return "".join(character for character in apart if character.isalnum())


_COLUMNS = {_key(name): column for column, names in _NAMES.items() for name in names.split(",")}


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
    heading = Heading(tuple(cells), tuple(map(column_of, cells)))
    if not heading.has(Column.IDENTIFIER):
        raise HeadingError(missing="identifier")
    if not any(map(heading.has, (Column.NAME, Column.FIRST_NAME, Column.LAST_NAME))):
        raise HeadingError(missing="name")
    places: dict[Column, str] = {}
    for cell, column in zip(heading.cells, heading.columns, strict=True):
        if column is None or column is Column.PHOTO:
            continue
        if column in places:
            raise HeadingError(twice=(places[column].strip(), cell.strip()))
        places[column] = cell
    return heading
