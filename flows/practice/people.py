"""The people of a practice site: a few that every tool must get right, then as many as are asked for."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import product

from flows.practice.accounts import Holder
from flows.practice.properties import LISTS, Value, fresh_properties
from flows.practice.strength import sample_password

_SURNAMES = (
    ("佐藤", "sato"), ("鈴木", "suzuki"), ("高橋", "takahashi"), ("田中", "tanaka"), ("伊藤", "ito"),
    ("渡辺", "watanabe"), ("山本", "yamamoto"), ("中村", "nakamura"), ("小林", "kobayashi"), ("加藤", "kato"),
    ("吉田", "yoshida"), ("山田", "yamada"), ("佐々木", "sasaki"), ("松本", "matsumoto"), ("井上", "inoue"),
    ("木村", "kimura"), ("林", "hayashi"), ("清水", "shimizu"), ("山崎", "yamazaki"), ("森", "mori"),
    ("池田", "ikeda"), ("橋本", "hashimoto"), ("阿部", "abe"), ("石川", "ishikawa"), ("前田", "maeda"),
    ("藤田", "fujita"), ("小川", "ogawa"), ("岡田", "okada"), ("後藤", "goto"), ("長谷川", "hasegawa"),
)  # fmt: skip
_GIVEN = (
    ("花子", "hanako"), ("健二", "kenji"), ("美咲", "misaki"), ("大輔", "daisuke"), ("陽子", "yoko"),
    ("翔太", "shota"), ("恵", "megumi"), ("直樹", "naoki"), ("由美", "yumi"), ("誠", "makoto"),
    ("彩", "aya"), ("拓也", "takuya"), ("香織", "kaori"), ("剛", "tsuyoshi"), ("千尋", "chihiro"),
    ("隆", "takashi"), ("真由美", "mayumi"), ("学", "manabu"), ("和子", "kazuko"), ("亮", "ryo"),
)  # fmt: skip

ROOT, SYSTEM, FIRST_PERSON = "root", "sysadmin", "sato.hanako"

_SPECIAL: tuple[tuple[str, str, dict[str, Value]], ...] = (
    (ROOT, "ドメイン管理者", {"domain_administrator": True, "never_expires": True}),
    (FIRST_PERSON, "佐藤 花子", {"lists": ["all-staff", "hiroba"]}),
    (SYSTEM, "システム管理者", {"system_administrator": True}),
    ("soumu.kanri", "総務 管理", {"domain_administrator": True}),
    ("taishoku", "退職 済", {"account_access": False}),
    ("kyoyu", "共有 端末", {"allow_password_change": False}),
    ("abc", "安部 千佳", {}),
    ("abcd", "阿武 大地", {"forward_to": ".,abcd@mobile.example.jp"}),
    ("abc-d", "阿備 大", {}),
    ("k", "神田 圭", {}),
    ("jigyou-kaihatsu-suishin-honbu1", "事業開発推進本部", {"max_size": "2", "max_size_unit": "GB"}),
    ("o.neil_2", 'O\'Neil & Sons "東京"', {"reply_to": "info@example.jp"}),
)


def _ordinary() -> Iterator[tuple[str, str]]:
    """Names as an office has them: 佐藤 健二 is sato.kenji, and the second of that name sato.kenji2."""
    round_ = 1
    while True:
        for (given, given_id), (surname, surname_id) in product(_GIVEN, _SURNAMES):
            yield f"{surname_id}.{given_id}{round_ if round_ > 1 else ''}", f"{surname} {given}"
        round_ += 1


def people(count: int, domain: str, seed: int = 20120401) -> Iterator[Holder]:
    """`count` accounts with root among them; the same seed gives the same people and passwords."""
    dice = random.Random(seed)
    taken = 0
    for user_id, full_name, given in _SPECIAL[:count]:
        taken += 1
        yield _person(dice, user_id, full_name, domain, given)
    names = (each for each in _ordinary() if each[0] != FIRST_PERSON)
    for user_id, full_name in names:
        if taken >= count:
            return
        taken += 1
        yield _person(dice, user_id, full_name, domain, _habits(dice, user_id, domain))


def _person(
    dice: random.Random, user_id: str, full_name: str, domain: str, given: dict[str, Value]
) -> Holder:
    properties = fresh_properties(**{"full_name": full_name, **given})
    return Holder(f"{user_id}@{domain}", user_id, domain, sample_password(dice), properties)


def _habits(dice: random.Random, user_id: str, domain: str) -> dict[str, Value]:
    """Nobody's properties are all at their defaults, so a form that loses one is found out."""
    return {
        "reply_to": f"{user_id}@{domain}" if dice.random() < 0.2 else "",
        "forward_to": f".,{user_id}@mobile.{domain}" if dice.random() < 0.2 else "",
        "max_size": str(dice.choice((0, 0, 200, 500))),
        "max_messages": str(dice.choice((0, 0, 1000))),
        "web_calendaring": dice.random() < 0.8,
        "active_sync": dice.random() < 0.3,
        "never_expires": dice.random() < 0.2,
        "account_access": dice.random() < 0.95,
        "regulator_limit": str(dice.choice((50, 100, 200))),
        "lists": sorted(dice.sample(LISTS, dice.choice((0, 1, 2)))),
    }
