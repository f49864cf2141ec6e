# SPDX-License-Identifier: Apache-2.0
"""The client's way from an empty portal to an application that is handed in."""

import re
from datetime import timedelta
from io import BytesIO

import openpyxl

from tests.files import image, pdf
from zhuoping.core.application import Declaration
from zhuoping.core.application_documents import DocumentKind

# What a sample enterprise has not; its person gives the reason.
LEFT = {
    DocumentKind.PERMITS,
    DocumentKind.CONFORMITY_REPORTS,
    DocumentKind.OUTLET_LIST,
    DocumentKind.COMPLAINT_RECORDS,
    DocumentKind.STAFF_CERTIFICATES,
    DocumentKind.SPARE_PARTS,
}
# Handed in before the pages, or with a look at them.
BY_HAND = {
    DocumentKind.HONOURS,
    DocumentKind.PERMITS,
    DocumentKind.BUSINESS_LICENCE,
    DocumentKind.SERVICE_RECORDS,
}
NUMBER = re.compile(r"ZP-\d{4}-\d+")
# Rows and columns of the roster's workbook: names, post and employment of three people.
FIRST_ROW = 6


def register(visitor, travel):
    """Register the enterprise, first with a code whose check digit is wrong."""
    visitor.is_at("首页")
    visitor.sees("先登记您的企业")
    visitor.passes("portal-empty")
    visitor.follow("登记企业")
    visitor.fill(
        name=travel.enterprise,
        name_en="Journey Pumps Co., Ltd.",
        uscc=travel.uscc[:-1],
        address="江苏省无锡市样例路 8 号",
        division="320200",
        industry="C34",
        staff=86,
        product_families="供水泵组",
    )
    visitor.looks("register")
    visitor.press("登记")
    visitor.is_refused()
    visitor.passes("register-refused")
    visitor.fill(uscc=travel.uscc)
    visitor.press("登记")
    visitor.is_told("企业已登记：接下来填写情况表，再提出申请。")
    visitor.reads(travel.enterprise, travel.uscc)
    visitor.looks("enterprise")


def fill_sheets(visitor, folder, travel):
    """The four sheets that an application needs: the roster by Excel, the others row by row."""
    _import_roster(visitor, folder, travel)
    rows = {
        "outlets": [
            {
                "name": f"{city}网点",
                "kind": "delivery-and-repair",
                "ownership": "self-built",
                "region": region,
            }
            for city, region in (("无锡", "320200"), ("苏州", "320500"), ("常州", "320400"))
        ],
        "regions": [{"region": "320000", "served_by": "outlets", "outlet": "无锡网点"}],
        "managers": [{"name": "钱经理", "level": "headquarters", "grade": "intermediate"}],
    }
    for key, given in rows.items():
        visitor.open(f"/portal/clients/{travel.uscc}/facts/{key}/")
        visitor.sees("“%(sheet)s”还没有内容", sheet=visitor.name(key))
        visitor.passes(f"sheet-{key}-empty")
        visitor.follow("添加一行")
        for number, row in enumerate(given, start=1):
            visitor.fill(**row)
            if number == 1:
                visitor.looks(f"row-{key}")
            visitor.press("保存" if number == len(given) else "保存并继续添加")
            visitor.is_told("已添加一行。")
        visitor.sees("第 %(first)s–%(last)s 行，共 %(count)s 行", first=1, last=len(given), count=len(given))
        visitor.passes(f"sheet-{key}")


def _import_roster(visitor, folder, travel):
    """Download the workbook, fill it in with a cell that is wrong, read the preview, mend the cell, import."""
    visitor.open(f"/portal/clients/{travel.uscc}/facts/roster/")
    visitor.follow("从 Excel 导入")
    visitor.passes("import")
    book = openpyxl.load_workbook(BytesIO(visitor.download("空白")))
    sheet = book.worksheets[0]
    own = visitor.name("Employment.own")
    for number, name in enumerate(("赵一", "钱二", "孙三")):
        for column, value in (("B", name), ("C", "维修"), ("D", "没有的用工" if number == 1 else own)):
            sheet[f"{column}{FIRST_ROW + number}"] = value
    book.save(folder / "roster.xlsx")
    visitor.fill(file=folder / "roster.xlsx")
    visitor.press("上传并预览")
    visitor.sees("有 %(number)s 个单元格需要修改，没有导入任何内容", number=1)
    visitor.reads("没有的用工")
    visitor.looks("import-faults")
    sheet[f"D{FIRST_ROW + 1}"] = own
    book.save(folder / "roster.xlsx")
    visitor.fill(file=folder / "roster.xlsx")
    visitor.press("上传并预览")
    visitor.sees("预览：%(number)s 行，没有问题", number=3)
    visitor.looks("import-preview")
    visitor.press("确认导入")
    visitor.is_told("已导入 %(count)s 行，替换了原有内容。", count=3)
    visitor.reads("赵一", "钱二", "孙三")
    visitor.looks("sheet-roster")


def open_application(visitor, travel):
    """Open the application; its number."""
    visitor.open(f"/portal/clients/{travel.uscc}/")
    visitor.follow("提出申请")
    visitor.is_at("提出认证申请")
    visitor.passes("apply")
    visitor.press("建立申请")
    visitor.is_told("申请已建立，可以随时保存、随时回来继续。")
    visitor.is_at("申请内容")
    visitor.passes("application-empty")
    return NUMBER.search(visitor.page.url)[0]


def fill_in(visitor, number, folder, travel):
    """Fill in half of the form, save, go away, come back, fill in the rest."""
    visitor.fill(
        scope=travel.scope, languages="中文", design_responsibility="yes", design_reason=travel.reason
    )
    visitor.press("保存")
    visitor.is_told("申请已保存。")
    visitor.open("/portal/")
    visitor.reads(number)
    visitor.sees("轮到您")
    visitor.looks("portal")
    visitor.follow("填写申请")
    visitor.holds(scope=travel.scope, design_reason=travel.reason)
    proof = folder / "查询截图.png"
    proof.write_bytes(image())
    visitor.fill(
        running_since=travel.today - timedelta(days=800),
        places=1,
        outlets=3,
        has_outsourced="no",
        prior_number="SC27922-0001",
        prior_issuer="样例认证中心",
        prior_level="五星",
        prior_valid_until=travel.today + timedelta(days=600),
        prior_status="valid",
        prior_checked_on=travel.today,
        prior_file=proof,
    )
    visitor.looks("application")
    visitor.press("保存并返回概况")
    visitor.is_told("申请已保存。")
    visitor.is_at(number)
    visitor.looks("engagement-filling")


def hand_in_documents(visitor, number, folder, travel):
    """Hand in every document, or say why it does not apply: one of each sort by hand, the others like it."""
    documents = f"/portal/engagements/{number}/documents/"
    visitor.open(documents)
    visitor.sees("%(all)s 项中 %(settled)s 项已齐。", all=len(DocumentKind), settled=1)
    visitor.passes("documents-empty")
    dated_on = travel.today - timedelta(days=20)

    visitor.open(f"{documents}{DocumentKind.PERMITS}/")
    visitor.passes("document-left")
    visitor.fill(reason=travel.reason)
    visitor.press("记下理由")
    visitor.is_told("理由已记下。")
    visitor.open(f"{documents}{DocumentKind.BUSINESS_LICENCE}/")
    visitor.passes("document")
    visitor.fill(files=_paper(folder, DocumentKind.BUSINESS_LICENCE), dated_on=dated_on)
    visitor.press("上传文件")
    _is_handed_in(visitor, DocumentKind.BUSINESS_LICENCE)
    visitor.open(f"{documents}{DocumentKind.SERVICE_RECORDS}/")
    visitor.fill(
        files=_paper(folder, DocumentKind.SERVICE_RECORDS),
        dated_on=dated_on,
        from_on=travel.today - timedelta(days=150),
        until_on=travel.today - timedelta(days=1),
    )
    visitor.looks("document-records")
    visitor.press("上传文件")
    _is_handed_in(visitor, DocumentKind.SERVICE_RECORDS)

    for kind in DocumentKind:
        if kind in LEFT - {DocumentKind.PERMITS}:
            page = visitor.send(f"{documents}{kind}/leave/", reason=travel.reason)
            assert visitor.say("理由已记下。") in page
        elif kind not in BY_HAND:
            page = visitor.send(f"{documents}{kind}/", files=_paper(folder, kind), dated_on=dated_on)
            assert visitor.say("文件已交：%(title)s。", title=_title(visitor, kind)) in page
    visitor.open(documents)
    visitor.sees("%(all)s 项中 %(settled)s 项已齐。", all=len(DocumentKind), settled=len(DocumentKind))
    visitor.looks("documents")
    visitor.follow("下一步：声明与提交")


def _paper(folder, kind):
    paper = folder / f"{kind}.pdf"
    paper.write_bytes(pdf(f"({kind}) Tj".encode()))
    return paper


def _title(visitor, kind):
    return visitor.name(f"DocumentKind.{kind}")


def _is_handed_in(visitor, kind):
    visitor.is_told("文件已交：%(title)s。", title=_title(visitor, kind))


def submit(visitor):
    """See what is missing, declare, submit; afterwards it is the body's turn."""
    visitor.is_at("声明与提交")
    visitor.sees("还缺 %(number)s 项，补齐后可以提交。", number=len(Declaration))
    visitor.passes("submission-missing")
    visitor.fill(declarations=[each.value for each in Declaration])
    visitor.press("保存声明")
    visitor.is_told("声明已保存。")
    visitor.sees("内容齐全。提交后由认证机构评审，在其答复之前不能修改；提交的内容会原样留存。")
    visitor.looks("submission")
    visitor.press("提交申请")
    visitor.is_told("申请已提交：认证机构评审后会通知您。")
    visitor.sees("轮到认证机构")
    visitor.passes("engagement-submitted")
