# SPDX-License-Identifier: Apache-2.0
"""What a work list asks for: one line for each move that somebody owes (core/lifecycle)."""

LABELS: dict[str, tuple[str, str]] = {
    "Work.application.submitted": ("填写并提交申请", "Complete and submit the application"),
    "Work.application.accepted": ("评审申请", "Review the application"),
    "Work.agreement.issued": ("出具认证合同", "Issue the agreement"),
    "Work.agreement.signed": ("签署认证合同", "Sign the agreement"),
    "Work.interests.declared": ("声明利益关系", "Declare interests"),
    "Work.plan.released": ("制定并发布审查计划", "Make and release the plan"),
    "Work.fieldwork.opened": ("开始现场审查", "Open fieldwork"),
    "Work.fieldwork.closed": ("完成并结束现场审查", "Finish and close fieldwork"),
    "Work.nonconformity.answered": ("答复不符合项", "Answer nonconformities"),
    "Work.nonconformity.verified": ("验证不符合项的整改", "Verify answers to nonconformities"),
    "Work.plan.confirmed": ("答复审查计划", "Answer the plan"),
}
