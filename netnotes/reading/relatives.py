"""Words for somebody by whom they belong to: with `Ada's sister` one meets her, and not Ada."""

from __future__ import annotations

from netnotes.reading.sentences import NAME
from netnotes.text import build_lazy_pattern

# Folded. Not `team` or `family`, of which the person named is one.
_RELATIVES = (
    "sister|brother|mother|father|mum|mom|dad|daughter|sons?|daughters|kids|children|parents|wife"
    "|husband|fiancee?|girlfriend|boyfriend|cousin|uncle|aunt|niece|nephew|grandmother"
    "|grandfather|boss|manager|assistant|secretary|colleagues?|coworkers?|friends?|flatmate"
    "|neighbou?rs?|widow|widower|successor|predecessor|deputy"
    "|schwester|bruder|mutter|vater|tochter|sohn|kinder|eltern|frau|mann|freundin|freund|freunde"
    "|onkel|tante|nichte|neffe|oma|opa|chef|chefin|assistentin|assistent|sekretarin|kollegen?"
    "|kollegin|nachbarin|nachbar|nachfolgerin|nachfolger"
    "|soeur|sœur|frere|mere|pere|fille|fils|enfants|femme|mari|compagne|compagnon|copine|copain"
    "|amie?|oncle|patronne|patron|cheffe|assistante|collegue|collegues|voisine?"
    "|hermana|hermano|madre|padre|hij[ao]|hijos|padres|espos[ao]|marido|mujer|novi[ao]|amig[ao]"
    "|prim[ao]|ti[ao]|jef[ae]|asistente|colegas?|vecin[ao]|abuel[ao]"
    "|zus|broer|moeder|vader|dochter|zoon|ouders|vrouw|man|vriendin|vriend|vrienden|neef|oom"
    "|baas|collega|buurvrouw|buurman"
)

RELATIVES_OF_PEOPLE = (
    build_lazy_pattern(rf"(?P<people>{NAME})(?=(?:'s|s|') (?:\w+ )?(?:{_RELATIVES})\b)"),
    build_lazy_pattern(
        rf"\b(?:{_RELATIVES}) (?:of |von |de |d'|van )(?P<people>{NAME}(?: (?:and|und|et|y|en) {NAME})?)"
    ),
)
