# SPDX-License-Identifier: Apache-2.0
"""Words about the ledger: files that are none, links that are broken, checkpoints that do not hold, keys."""

from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, str]] = {
    "ledger-format-unknown": (
        "这不是防篡改日志的导出文件，或首行已被改动：请使用原样导出的文件。",
        "This is no export of a ledger, or its first line was changed: use the file exactly as it was exported.",
    ),
    "ledger-version-unknown": (
        "导出格式为第 {given} 版，本程序只认第 {known} 版：请换用对应版本的程序验证。",
        "The export has format version {given}, this program knows {known}: verify it with the program that made it.",
    ),
    "ledger-line-unreadable": (
        "第 {last} 条记录之后，第 {line} 行不是规范格式的记录或校验点：此行已被改动或损坏，请向出具方索取原文件比对。",
        "After entry {last}, line {line} is no entry or checkpoint in canonical form: it was changed or damaged; compare it with the issuer's original.",
    ),
    "ledger-body-changed": (
        "第 {sequence} 条记录的内容与其摘要不符：内容写入后被改动，请与原始导出比对这一条。",
        "The body of entry {sequence} does not match its digest: it was changed after it was written; compare this entry with an original export.",
    ),
    "ledger-header-changed": (
        "第 {sequence} 条记录的时间、人员、事项、对象、序号或摘要写入后被改动：请与原始导出比对这一条。",
        "The time, person, action, subject, sequence or a digest of entry {sequence} was changed after it was written: compare this entry with an original export.",
    ),
    "ledger-entry-missing": (
        "此处应为第 {sequence} 条记录，实为第 {given} 条：中间的记录被删去或移走，请与原始导出比对。",
        "Entry {sequence} should stand here, but it is entry {given}: entries were removed or moved; compare with an original export.",
    ),
    "ledger-entry-misplaced": (
        "此处应为第 {sequence} 条记录，实为第 {given} 条：有记录被插入、重复或移动，请与原始导出比对。",
        "Entry {sequence} should stand here, but it is entry {given}: an entry was inserted, repeated or moved; compare with an original export.",
    ),
    "ledger-link-broken": (
        "第 {sequence} 条记录不是接在这里的第 {last} 条之后写的：之前的记录被换掉，或两份日志被拼接，请与原始导出比对。",
        "Entry {sequence} was not written after what stands here as entry {last}: earlier entries were replaced, or two ledgers joined; compare with an original export.",
    ),
    "ledger-entries-cut": (
        "校验点在 {at} 签到第 {sequence} 条记录，这里却只到第 {last} 条：末尾的记录被删去，请索取完整的导出。",
        "A checkpoint of {at} signs up to entry {sequence}, but here the entries end at {last}: the tail was cut off; ask for the whole export.",
    ),
    "ledger-checkpoint-misplaced": (
        "第 {sequence} 条记录的校验点排在第 {last} 条之后：旧校验点被重放或移动，请与原始导出比对。",
        "The checkpoint of entry {sequence} stands after entry {last}: an old checkpoint was replayed or moved; compare with an original export.",
    ),
    "ledger-checkpoint-differs": (
        "{at} 签署的第 {sequence} 条记录与这里的不同：签署之后，到这一条为止的记录被重写，请与签署时的导出比对。",
        "What was signed at {at} as entry {sequence} is not what stands here: the entries up to it were rewritten since; compare with an export of that time.",
    ),
    "ledger-signature-wrong": (
        "第 {sequence} 条记录的校验点，签名不是密钥 {key} 所签：校验点被改动或伪造，不能采信。",
        "The signature of the checkpoint of entry {sequence} was not made by the key {key}: it was changed or forged; do not rely on it.",
    ),
    "ledger-key-unknown": (
        "第 {sequence} 条记录的校验点由密钥 {key} 签署，而您没有给出这把公钥：请从认证机构另行取得并用 --key 给出，否则视为伪造。",
        "The checkpoint of entry {sequence} names the key {key}, which you did not give: get it from the body by another way and give it with --key, or take the checkpoint for forged.",
    ),
    "ledger-unsigned": (
        "没有一个校验点由给出的密钥签署：任何人都能写出这样的文件，请索取带签名校验点的导出。",
        "No checkpoint is signed by a key that you gave: anybody could have made this file; ask for an export with a signed checkpoint.",
    ),
    "ledger-checkpoint-unreadable": (
        "第 {line} 行不是规范格式的校验点：请使用原样保存的校验点文件，每行一个。",
        "Line {line} is no checkpoint in canonical form: use the file of checkpoints exactly as it was kept, one a line.",
    ),
    "ledger-head-differs": (
        "数据库记下的最后一条是第 {sequence} 条，记录却到第 {last} 条为止，或末条已不是原来那一条：末尾被删去、添加或重写，请用此前的导出或备份比对。",
        "The database has entry {sequence} down as the last, but entries end at {last}, or the last is another one: the tail was cut off, added to or rewritten; compare with an earlier export or backup.",
    ),
    "signing-key-lost": (
        "找不到签名私钥 {file}，而此前的校验点由密钥 {key} 签署：请从备份恢复私钥；确已丢失的，按《防篡改日志》文档更换新钥并公布新公钥。",
        "The private key {file} is not there, while earlier checkpoints were signed by the key {key}: restore it from a backup; if it is lost, put in a new one as ledger.md says, and publish its public key.",
    ),
    "signing-key-unusable": (
        "签名私钥 {file} 无法读取或建立（{why}）：请检查 ZHUOPING_SIGNING_KEY 的设置和文件权限。",
        "The private key {file} cannot be read or made ({why}): check the setting ZHUOPING_SIGNING_KEY and the permissions of the file.",
    ),
    "ledger-empty": (
        "日志里还没有记录，没有可以签署或导出的内容：有人加入之后再来。",
        "The ledger holds no entry yet, so there is nothing to sign or export: come back once somebody has joined.",
    ),
    "key-not-public": (
        "这不是 Ed25519 公钥（PEM）：请使用认证机构公布的公钥文件。",
        "This is no Ed25519 public key in PEM: use the file of the public key that the body has published.",
    ),
    "key-is-private": (
        "这是私钥，只应存放在签署校验点的地方，不要外传：请改用公钥文件；若私钥已经外泄，请更换密钥。",
        "This is a private key, which belongs where checkpoints are signed and nowhere else: use the public key; if the private one has got out, replace the pair.",
    ),
    "key-not-private": (
        "这不是未加密的 Ed25519 私钥（PEM）：请在设置中指向签署校验点的私钥文件。",
        "This is no Ed25519 private key in unencrypted PEM: let the setting name the file of the key that signs checkpoints.",
    ),
}

# What the word says of a ledger that is whole.
TEXTS: Mapping[str, tuple[str, str]] = {
    "whole": (
        "{name} 完好：{entries} 条记录首尾相连，{checkpoints} 个校验点签名有效。",
        "{name} is whole: {entries} entries in one chain, {checkpoints} checkpoints with valid signatures.",
    ),
    "signed": (
        "已签名到第 {signed} 条，即全部记录。",
        "Signed up to entry {signed}, which is all of it.",
    ),
    "not_signed": (
        "已签名到第 {signed} 条；其后 {count} 条尚无校验点，不能证明未被改动。",
        "Signed up to entry {signed}; no checkpoint covers the {count} after it: nothing proves that they are unaltered.",
    ),
    "ledger": ("日志编号：{ledger}", "Ledger: {ledger}"),
    "exported": (
        "已导出到 {name}：{entries} 条记录，{checkpoints} 个校验点。",
        "Exported to {name}: {entries} entries, {checkpoints} checkpoints.",
    ),
    "head": ("第 {sequence} 条的摘要：{digest}", "Digest of entry {sequence}: {digest}"),
}


def text(key: str, language: str, **values: object) -> str:
    """The text `key` in `language`, filled with `values`."""
    return TEXTS[key][("zh", "en").index(language)].format(**values)
