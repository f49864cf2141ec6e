# SPDX-License-Identifier: Apache-2.0
"""What a work list asks for: one line for each move that somebody owes (core/lifecycle)."""

LABELS: dict[str, tuple[str, str]] = {
    "Work.application.submitted": ("填写并提交申请", "Complete and submit the application"),
    "Work.application.accepted": ("评审申请", "Review the application"),
    "Work.agreement.issued": ("出具认证合同", "Issue the agreement"),
    "Work.agreement.signed": ("签署认证合同", "Sign the agreement"),
    "Work.interests.declared": ("声明利益关系", "Declare interests"),
    "Work.plan.released": ("制定并发布审查计划", "Make and release the plan"),
    "Work.plan.confirmed": ("答复审查计划", "Answer the plan"),
}
