# SPDX-License-Identifier: Apache-2.0
"""Forms about people that a person fills in for themselves, and the administrator for others."""

from django import forms
from django.utils.translation import gettext_lazy as _

from zhuoping.core.team import TieKind
from zhuoping.web.shared.forms import DateField, Form, TextField
from zhuoping.web.shared.words import choices_of


class NameForm(Form):
    """A person's name."""

    name = forms.CharField(
        label=_("姓名"), max_length=100, help_text=_("记录和报告中显示的名字，请填真实姓名。")
    )


class OtherBodyForm(Form):
    """The other body where a person practises."""

    other_body = forms.CharField(
        label=_("同时执业的其他认证机构"),
        max_length=200,
        required=False,
        help_text=_("认证人员只能在一个机构执业（认证认可条例第十四条）。没有就留空。"),
    )


class TieForm(Form):
    """Employment at, or consulting for, an enterprise."""

    uscc = forms.CharField(label=_("企业的统一社会信用代码"), max_length=40)
    kind = forms.ChoiceField(label=_("关系"), choices=choices_of(TieKind))
    from_on = DateField(label=_("开始日期"))
    until_on = DateField(label=_("结束日期"), required=False, help_text=_("尚未结束就留空。"))
    note = TextField(label=_("说明"), rows=2, required=False)


class EndTieForm(Form):
    """The day on which a tie ended."""

    until_on = DateField(label=_("结束日期"), help_text=_("回避期由此日起算，记下后不能再改。"))


class EndTieOfForm(EndTieForm):
    """The day on which somebody else's tie ended, and how that is known."""

    reason = TextField(
        label=_("理由"), rows=3, max_length=1000, required=False, help_text=_("将记入防篡改日志。")
    )


class ReasonForm(Form):
    """Why something is done; it is kept in the ledger."""

    reason = TextField(label=_("理由"), rows=3, max_length=1000, help_text=_("将记入防篡改日志。"))


class InviteForm(Form):
    """Whom to invite."""

    name = forms.CharField(label=_("姓名"), max_length=100)
    email = forms.EmailField(label=_("邮箱"), help_text=_("邀请只能由这个邮箱的主人接受。"))
