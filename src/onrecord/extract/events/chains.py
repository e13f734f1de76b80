"""What governs an act: promises, refusals, threats, demands, plans, denials."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from onrecord.extract.events.frames import NAMED, Act, may_act, speaker_above, strong, third_person
from onrecord.extract.events.lexicon import Chain, lexicon
from onrecord.extract.events.syntax import (
    Argument,
    Clause,
    argument,
    auxiliaries,
    governors,
    has_condition,
    negated,
    prepositional,
    under_condition,
    with_conjuncts,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

_NEGATED = {"promise": "refuse", "future": "refuse", "perhaps": "deny", "request": "deny"}
_OWN_ACTOR = frozenset({"promise", "future", "refuse", "threaten", "cause", "deny", "fail"})
_PREPOSITIONS = {"promise": ("to", "on"), "accuse": ("of", "with"), "deny": ("from",)}


def governed(act: Act) -> tuple[Act | None, list[Token]]:
    """The act as a whole with what governs it, and the governing words that it used up.

    None where nothing is said to be done (“was ready to refuse”).
    """
    used: list[Token] = []
    whole = _by_auxiliary(act, act.head)
    for up, link, below in governors(act.head):
        if whole is None:
            break
        chain = _chain(up, link, below)
        if chain is None:
            break
        used.append(up)
        whole = _turned(whole, chain, up)
        if whole is not None:
            whole = _by_auxiliary(whole, up)
    if whole is None:
        return None, used
    return _with_speaker(whole), used


def _chain(up: Token, link: str, below: Token) -> Chain | None:
    words = lexicon()
    lemma = up.lemma_.lower()
    if any(c.dep_ == "prt" and c.lower_ not in ("on", "out", "up") for c in up.children):
        return None
    table = {"NOUN": words.chain_nouns, "ADJ": words.chain_adjectives}.get(
        up.pos_, words.chain_verbs
    )
    for chain in table.get(lemma, ()):
        if link in ("clause", "purpose"):
            if _governs_clause(chain, up, link, below):
                return chain
        elif _governs_phrase(chain, link, below):
            return chain
    return _bare_future(up, link, below)


def _governs_clause(chain: Chain, up: Token, link: str, below: Token) -> bool:
    if _lacks_preposition(chain, up):
        return False
    if link == "purpose":  # "called on them to leave", with "leave" hung on as an adverbial
        return chain.for_nouns and bool(chain.addressee)
    if below.tag_ == "VBG" and up.pos_ != "VERB":
        return False
    return chain.kind != "request" or chain.objects or _infinitive(below)


def _governs_phrase(chain: Chain, link: str, below: Token) -> bool:
    preposition = link.removeprefix("prep:")
    return (
        (link == "object" and chain.objects)
        or (preposition == "for" and chain.for_nouns)
        or preposition in _PREPOSITIONS.get(chain.kind, ())
        or (chain.gerunds and below.tag_ == "VBG")
    )


def _lacks_preposition(chain: Chain, up: Token) -> bool:
    """“called the king to thank him” is no appeal; “called on the king to …” is one."""
    if up.pos_ != "VERB" or not chain.for_nouns or "obj" in chain.addressee:
        return False
    wanted = {"for", *chain.addressee}
    return all(c.lower_ not in wanted or c.dep_ == "aux" for c in up.children)


def _infinitive(verb: Token) -> bool:
    """“told them to leave”, not “'they left', he told them”."""
    return verb.tag_ == "VB" or any(c.lower_ == "to" for c in verb.children)


def _bare_future(up: Token, link: str, below: Token) -> Chain | None:
    """“is going to meet”, “is to meet”."""
    to = any(c.dep_ == "aux" and c.lower_ == "to" for c in below.children)
    going = up.lemma_ == "go" and up.tag_ == "VBG"
    own = set(below.children)
    is_to = up.lemma_ == "be" and all(
        t in own and t.dep_ in ("aux", "neg", "advmod") for t in up.doc[up.i + 1 : below.i]
    )
    if link == "clause" and to and (going or is_to):
        return Chain("future", False, False, False, False, ())
    return None


def _turned(act: Act, chain: Chain, up: Token) -> Act | None:
    words = lexicon()
    kind = chain.kind
    if negated(up):
        if kind == "refuse":
            return None
        kind = _NEGATED.get(kind, "deny")
    outcome = words.outcomes[kind]
    turned = outcome[words.groups.get(act.type, "other")]
    status = outcome["status"]
    if turned == "":
        return act.turned(status="denied") if kind == "refuse" else None
    holders = _holders(up, kind)
    active = up.pos_ == "VERB" and not Clause(up).passive
    if active and not holders and kind in ("request", "threaten", "accuse"):
        return None
    if turned == "=":
        return act.turned(
            status=status if status != "reported" else act.status,
            actors=holders if kind in _OWN_ACTOR and _nobody(act.actors) else act.actors,
            trigger=_joined(act.trigger, up) if kind == "cause" and act.nominal else act.trigger,
            governed=True,
        )
    recipients = _recipients(act, chain, up, kind, holders)
    if kind == "request" and _against_another(act, chain, up):
        turned = "THREATEN"
    mode = _mode(turned, act)
    actors = holders or (act.actors if kind not in ("request", "accuse") else ())
    return act.turned(
        type=turned, mode=mode, status=status, actors=actors, recipients=recipients,
        trigger=_joined(act.trigger, up), nominal=False, governed=True,
    )  # fmt: skip


def _nobody(actors: tuple[Argument, ...]) -> bool:
    """Whether no actor is given but by a pronoun (“began their assault”)."""
    return all(a.head.pos_ == "PRON" for a in actors)


def _against_another(act: Act, chain: Chain, up: Token) -> bool:
    """“called for sanctions against …”: asked of nobody, aimed at somebody."""
    return (
        (act.nominal or act.type in ("SANCTION", "PROTEST"))
        and lexicon().groups.get(act.type) in ("hostile", "forces")
        and not _addressees(chain, up)
    )


def _mode(turned: str, act: Act) -> str | None:
    modes = lexicon().modes.get(turned)
    if modes is None:
        return None
    return modes.get(f"{act.type}/{act.mode}") or modes.get(act.type) or modes.get("other")


def _joined(trigger: Iterable[Token], up: Token) -> tuple[Token, ...]:
    return tuple(sorted({*trigger, up}, key=lambda t: t.i))


def _holders(up: Token, kind: str) -> tuple[Argument, ...]:
    """Who promises, refuses, demands …"""
    head: Token | None
    if up.pos_ == "NOUN":
        own = [c for c in up.children if c.dep_ == "poss"]
        own += prepositional(up, "by") + prepositional(up, "from")
        own += [c for c in up.children if c.dep_ in ("amod", "compound") and c.ent_type_ in NAMED]
        head = own[0] if own else _subject_above(up)
    elif up.pos_ == "ADJ":
        head = Clause(up.head).surface_subject if up.dep_ in ("acomp", "conj") else None
        if head is None:
            head = next((c for c in up.children if c.dep_ == "nsubj"), None)
    else:
        clause = Clause(up)
        head = clause.surface_subject if kind in ("future", "perhaps") else clause.subject
    if head is None or not may_act(head):
        return ()
    return tuple(argument(h) for h in with_conjuncts(head))


def _subject_above(noun: Token) -> Token | None:
    """“made a promise”: the subject of the verb whose object the noun is."""
    if noun.dep_ == "dobj" and noun.head.lemma_ in lexicon().light:
        return Clause(noun.head).subject
    return None


def _addressees(chain: Chain, up: Token) -> tuple[Argument, ...]:
    if up.pos_ != "VERB":
        heads = [h for p in ("on", "to") for h in prepositional(up, p)]
        return tuple(argument(h) for h in heads[:1] if strong(h))
    clause = Clause(up)
    for slot in chain.addressee:
        found = clause.object if slot == "obj" else None
        heads = [found] if found is not None else []
        if slot != "obj":
            heads = clause.objects_of(slot)[:1]
        heads = [h for h in heads if strong(h) or third_person(h)]
        if heads:
            return tuple(argument(h) for head in heads for h in with_conjuncts(head))
    return ()


def _recipients(
    act: Act, chain: Chain, up: Token, kind: str, holders: tuple[Argument, ...]
) -> tuple[Argument, ...]:
    if kind in ("request", "accuse"):
        addressed = _addressees(chain, up)
        if addressed:
            return addressed
        held = {h.head.i for h in holders}
        others = tuple(a for a in act.actors if a.head.i not in held)
        return others or act.recipients
    return act.recipients


def _by_auxiliary(act: Act, verb: Token) -> Act | None:
    """What “will”, “may”, “must”, “not” and “if” make of the act."""
    if verb.pos_ not in ("VERB", "AUX"):
        return _noun_negated(act, verb)
    aux = auxiliaries(verb)
    words = _auxiliaries()
    no = negated(verb)
    would = bool(aux & words["reported_future"])
    if under_condition(verb) or (would and not no and has_condition(verb)):
        return act.turned(status="hypothetical")
    reported = _reported(verb)
    if aux & words["future"] or (would and (reported or (no and act.type != "ASSAULT"))):
        return _future(act, no)
    if aux & words["duty"]:
        return _duty(act, verb) if not no else act.turned(status="hypothetical")
    if not act.governed and "to" in aux and verb is act.head:
        # a bare purpose or chance, told of by no word that we know ("went there to attack")
        return act if _governed_by_known(verb) else None
    if would or aux & words["possible"]:
        return act.turned(status="hypothetical")
    return _denied(act) if no else act


def _reported(verb: Token) -> bool:
    """Whether a verb, or the first it is joined to, stands in reported words."""
    here = verb
    for _ in range(4):
        if here.dep_ != "conj" or here.head is here:
            break
        here = here.head
    return here.dep_ == "ccomp" and here.head.lemma_ in _speech()


def _denied(act: Act) -> Act:
    if act.type == "AGREE" and not act.governed:
        return act.turned(type="REJECT", mode="change")
    return act.turned(status="denied")


def _governed_by_known(verb: Token) -> bool:
    return any(
        link in ("clause", "purpose") and _chain(up, link, below) is not None
        for up, link, below in governors(verb)
    )


def _noun_negated(act: Act, head: Token) -> Act:
    if negated(head):
        return act.turned(status="denied")
    return act


def _future(act: Act, no: bool) -> Act | None:
    words = lexicon()
    group = words.groups.get(act.type, "other")
    outcome = words.outcomes["refuse" if no else "future"]
    turned = outcome[group]
    if act.governed or turned == "=":
        return act.turned(status="denied" if no else "planned")
    if not act.actors:
        return act.turned(status="denied" if no else "planned")
    if turned == "":
        return act.turned(status="denied")
    return act.turned(type=turned, mode=_mode(turned, act), status=outcome["status"], governed=True)


def _duty(act: Act, verb: Token) -> Act:
    """“X said Y must leave”: a demand of X; without a speaker, an act demanded."""
    if verb.dep_ == "ccomp" and verb.head.lemma_ in _speech():
        speakers = _holders(verb.head, "request")
        if speakers:
            return act.turned(
                type="REQUEST",
                mode=_mode("REQUEST", act),
                actors=speakers,
                recipients=act.actors or act.recipients,
                trigger=_joined(act.trigger, verb),
                governed=True,
            )
    return act.turned(status="demanded")


def _with_speaker(act: Act) -> Act:
    """“it” and “they” in reported words give way to who reports, if that is a noun."""
    if len(act.actors) != 1 or not third_person(act.actors[0].head):
        return act
    speaker = speaker_above(act.actors[0].head.head)
    if speaker is None:
        return act
    return act.turned(actors=tuple(argument(h) for h in with_conjuncts(speaker)))


def alone(token: Token) -> Act | None:
    """A promise, refusal, threat or demand of something that is no act we know."""
    words = lexicon()
    table = {"NOUN": words.chain_nouns, "VERB": words.chain_verbs, "ADJ": words.chain_adjectives}
    for chain in table.get(token.pos_, {}).get(token.lemma_.lower(), ()):
        if not chain.alone or _mere_purpose(token) or _lacks_preposition(chain, token):
            continue
        for below in _objects_of_chain(token, chain):
            holders = _holders(token, chain.kind)
            if not holders or not (strong(holders[0].head) or third_person(holders[0].head)):
                continue
            type_ = words.outcomes[chain.kind]["other"]
            recipients = _addressees(chain, token) or _named_below(below, holders)
            vague = chain.kind == "request" and not (chain.objects or chain.for_nouns)
            if vague and not recipients:
                continue
            said = [below, *(c for c in below.children if c.dep_ == "dobj")]
            if chain.kind == "refuse" and any(t.lemma_ in words.unsaid for t in said):
                return None
            act = Act(
                token, tuple(sorted({token, below}, key=lambda t: t.i)), type_,
                words.modes.get(type_, {}).get("other"), "reported", holders, recipients,
                nominal=False, governed=True, conditions=1,
            )  # fmt: skip
            whole: Act | None = act
            if negated(token) or (negated(below) and chain.kind == "promise"):
                if chain.kind != "promise":
                    return None
                whole = act.turned(type="REJECT", mode="change")  # "pledged not to sign"
            else:
                whole = _by_auxiliary(act, token)
            return None if whole is None else _with_speaker(whole)
    return None


def _mere_purpose(token: Token) -> bool:
    """“marched to demand”: an infinitive that no word we know governs."""
    to = token.pos_ == "VERB" and "to" in auxiliaries(token)
    return to and not _governed_by_known(token)


def _objects_of_chain(token: Token, chain: Chain) -> Iterator[Token]:
    for child in token.children:
        if child.i < token.i:
            continue
        to = any(c.dep_ == "aux" and c.lower_ == "to" for c in child.children)
        adverbial = child.dep_ == "advcl" and chain.for_nouns and chain.addressee
        if to and (child.dep_ in ("xcomp", "ccomp", "acl") or adverbial):
            yield child
        elif child.dep_ == "ccomp" and chain.kind == "request" and chain.objects:
            aux = auxiliaries(child)  # "demanded that he leave", "insisted that he must leave"
            if aux & _auxiliaries()["duty"] or (child.tag_ == "VB" and not aux):
                yield child
        elif child.dep_ == "dobj" and chain.objects and chain.kind == "request":
            yield child
        elif child.dep_ == "prep" and child.lower_ == "for" and chain.for_nouns:
            yield from (c for c in child.children if c.dep_ == "pobj")


def _named_below(below: Token, holders: tuple[Argument, ...]) -> tuple[Argument, ...]:
    """The first named party in what is promised or refused, else its object."""
    held = {h.head.i for h in holders}
    own: list[Token] = []
    if below.pos_ in ("VERB", "AUX"):
        own = [c for c in below.children if c.dep_ in ("nsubj", "dobj", "dative")]
        inner = [c for c in below.children if c.dep_ == "ccomp"]  # "let them in", "allow it to"
        own += [s for c in inner for s in c.children if s.dep_ == "nsubj"]
    else:
        own = [below]
    phrases = list(own)
    for holder in (below, *own):
        for child in holder.children:
            if child.dep_ in ("prep", "dative", "agent"):
                phrases += [c for c in child.children if c.dep_ == "pobj"]
    phrases = [p for p in phrases if p.i not in held]
    named = [p for p in phrases if strong(p)]
    nouns = [p for p in own if p.pos_ in ("NOUN", "PROPN") and p.i not in held]
    chosen = named or nouns
    return tuple(argument(h) for h in chosen[:1])


def duty_alone(verb: Token) -> Act | None:
    """“X said Y must act”, where the act is none that we know."""
    if verb.dep_ != "ccomp" or verb.head.lemma_ not in _speech():
        return None
    if not auxiliaries(verb) & _auxiliaries()["duty"] or negated(verb):
        return None
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if subject is None or not strong(subject) or Clause(verb).passive:
        return None
    speakers = _holders(verb.head, "request")
    if not speakers or not strong(speakers[0].head):
        return None
    recipients = tuple(argument(h) for h in with_conjuncts(subject))
    return Act(
        verb, (verb,), "REQUEST", "change", "reported", speakers, recipients,
        nominal=False, governed=True, conditions=0,
    )  # fmt: skip


def _speech() -> frozenset[str]:
    return lexicon().speech


def _auxiliaries() -> dict[str, frozenset[str]]:
    return lexicon().auxiliaries
