"""The words of FollowTheMoney that matter for a list: schemata, and what each property says."""

from __future__ import annotations

from sanctions.lists.types import EntityType, IdentifierKind

OPENSANCTIONS_TITLE = "OpenSanctions"

#: Schema, in lower case -> what is listed; other schemata are no entries of a list.
TYPES = {
    "person": EntityType.INDIVIDUAL,
    "legalentity": EntityType.ENTITY,
    "organization": EntityType.ENTITY,
    "company": EntityType.ENTITY,
    "publicbody": EntityType.ENTITY,
    "vessel": EntityType.VESSEL,
    "airplane": EntityType.AIRCRAFT,
}
#: Property -> kind of alias, and whether it is weak.
NAMES = {
    "name": ("aka", False),
    "alias": ("aka", False),
    "weakAlias": ("aka", True),
    "abbreviation": ("aka", True),
    "previousName": ("fka", False),
}
NUMBERS = {
    "registrationNumber": IdentifierKind.REGISTRATION,
    "ogrnCode": IdentifierKind.REGISTRATION,
    "uscCode": IdentifierKind.REGISTRATION,
    "taxNumber": IdentifierKind.TAX,
    "vatCode": IdentifierKind.TAX,
    "innCode": IdentifierKind.TAX,
    "leiCode": IdentifierKind.LEI,
    "swiftBic": IdentifierKind.BIC,
    "passportNumber": IdentifierKind.PASSPORT,
    "idNumber": IdentifierKind.NATIONAL_ID,
    "socialSecurityNumber": IdentifierKind.NATIONAL_ID,
    "imoNumber": IdentifierKind.VESSEL,
    "mmsi": IdentifierKind.VESSEL,
    "callSign": IdentifierKind.VESSEL,
    "registrationNumberAircraft": IdentifierKind.OTHER,
    "kppCode": IdentifierKind.OTHER,
    "okpoCode": IdentifierKind.OTHER,
    "dunsCode": IdentifierKind.OTHER,
    "icijId": IdentifierKind.OTHER,
    "isinCode": IdentifierKind.OTHER,
    "ticker": IdentifierKind.OTHER,
    "npiCode": IdentifierKind.OTHER,
    "permId": IdentifierKind.OTHER,
    "uniqueEntityId": IdentifierKind.OTHER,
    "opencorporatesUrl": IdentifierKind.OTHER,
    "wikidataId": IdentifierKind.OTHER,
    "serialNumber": IdentifierKind.OTHER,
}
BORN = frozenset({"birthDate", "incorporationDate", "buildDate"})
COUNTRIES = frozenset(
    {"nationality", "citizenship", "country", "jurisdiction", "mainCountry", "flag", "birthCountry"}
)
#: Kept with the remarks, each under its own word.
REMARKS = frozenset(
    (
        "topics", "notes", "position", "title", "gender", "birthPlace", "deathDate",
        "dissolutionDate", "legalForm", "status", "type", "sector", "classification", "description",
        "summary", "website", "email", "phone", "education", "ethnicity", "religion", "political",
        "firstName", "secondName", "middleName", "lastName", "fatherName", "motherName",
        "nameSuffix", "pastFlags", "previousFlags", "tonnage", "grossRegisteredTonnage",
        "deadweightTonnage", "model", "operator", "owner", "builder", "yearBuilt", "sourceUrl",
        "keywords", "profession", "appearance", "hairColor", "eyeColor", "height", "weight",
        "publisher", "publisherUrl", "createdAt", "modifiedAt", "retrievedAt", "unscId",
        "amlNumber",
    )
)  # fmt: skip
#: Sanction -> field of an entry.
SANCTION_INTO = {
    "program": "programmes",
    "programId": "programmes",
    "provisions": "measures",
    "reason": "remarks",
    "summary": "remarks",
}
SANCTION_STARTS = ("listingDate", "startDate")
SANCTION_ENDS = "endDate"
SANCTION_UN = "unscId"
