# SPDX-License-Identifier: Apache-2.0
"""The template of a certification agreement, clause by clause: (Chinese, English), each paragraph on its line.

Our own words for what ISO/IEC 17065 4.1.2 and domain rules 3.3 have both sides agree. A body may replace any clause
when it issues an agreement; none may be left empty.
"""

CLAUSES: dict[str, tuple[str, str]] = {
    "subject": (
        """甲方委托乙方按上列认证方案和版本，对上列范围内的售后服务进行评价，并由乙方独立作出认证决定。
评价采用上列认证模式之一；选用哪一种由乙方在审查计划中写明理由，计划经甲方确认后实施。
签订本合同不等于保证通过认证。总分、等级和认证范围以认证决定和证书为准。""",
        """Party A engages Party B to evaluate its after-sales service within the scope above under the scheme and edition above, and Party B alone decides on certification.
The evaluation uses one of the modes above; the plan says which one and why, and is carried out once Party A has confirmed it.
This agreement promises no certificate. Total, rating and scope are those of the decision and the certificate.""",
    ),
    "body": (
        """乙方以公正、客观的方式评价，安排具备相应能力、与甲方没有利害关系的人员，并在审查前告知人员名单；甲方有正当理由的，可以要求调整。
乙方不为甲方提供售后服务的设计、咨询或代办，也不以认证结果换取任何利益。
乙方将评价发现、不符合项和认证决定书面告知甲方；不予认证的，说明理由和申诉途径。
认证要求变更时，乙方及时通知甲方，给出合理的过渡时间，并核实甲方的落实情况。
乙方公布获证信息及其状态，供公众查询。""",
        """Party B evaluates impartially, sends competent people without interests in Party A, and names them beforehand; Party A may ask for others where it has good reason.
Party B neither designs nor advises on the after-sales service of Party A, and takes no advantage for a result.
Party B tells Party A in writing of findings, nonconformities and the decision; a refusal says why, and how to appeal.
When requirements of certification change, Party B says so in time, allows a fair transition and verifies that Party A has followed.
Party B publishes what is certified and its status for everybody to look up.""",
    ),
    "client": (
        """甲方持续符合认证要求，并在乙方通知的期限内落实认证要求的变更。
获证后，甲方在认证范围内持续按经评价的方式提供服务。
甲方对所提供资料和所作声明的真实、完整负责，并在证书有效期内保持前置认证证书有效。
发现不符合项的，甲方在约定期限内分析原因、采取纠正措施并提供证据。""",
        """Party A keeps fulfilling the requirements of certification, and carries out changes of them within the time that Party B gives.
While certified, Party A goes on serving within the scope in the way that was evaluated.
Party A answers for the truth and completeness of what it hands in and declares, and keeps its prior certificate valid as long as it is certified.
Where a nonconformity is found, Party A finds its cause, corrects it and shows evidence within the agreed time.""",
    ),
    "access": (
        """甲方为初次评价、监督、再认证和投诉调查提供便利：查阅文件和记录，进入有关场所和服务网点，使用有关设备，访谈有关人员，并接触承担服务的外包方。
乙方可以采用神秘顾客等不事先告知的方式，具体时间、地点和人员在实施前不予透露。
需要时，甲方接受认可机构或主管部门的人员作为观察员到场。""",
        """For initial evaluation, surveillance, recertification and the investigation of complaints, Party A gives access to documents and records, places and outlets, equipment, people, and the contractors that serve for it.
Party B may come unannounced, for instance as a mystery customer; when, where and by whom is not told before it is done.
Where needed, Party A admits observers of the accreditation body or of an authority.""",
    ),
    "claims": (
        """甲方关于认证的说明与认证范围一致，不使人误解未获认证的商品、服务、场所或分支机构也已获证，也不使乙方声誉受损。
证书、报告和标志只按认证方案和乙方公布的规则使用；向他人提供证书等文件的，须完整复制，或按方案规定的方式摘录。
证书被暂停、撤销、注销或到期的，甲方立即停止一切引用认证的宣传，按要求交回或销毁证书和标志。
甲方在文件、手册、广告等媒介中提及认证，须符合方案的规定。""",
        """What Party A says of its certification keeps to the scope, misleads nobody into taking other goods, services, places or branches for certified, and brings no disrepute on Party B.
Certificate, report and marks are used as scheme and published rules allow; copies for others are complete, or as the scheme provides.
Upon suspension, withdrawal, cancellation or expiry Party A at once stops all advertising that refers to certification, and returns or destroys certificate and marks as asked.
References to certification in documents, brochures or advertisements keep to the scheme.""",
    ),
    "complaint-records": (
        """甲方保存其知悉的、与认证要求有关的全部投诉记录，经乙方要求即可查阅。
甲方对投诉和发现的服务缺陷采取适当措施，并将措施记录在案。""",
        """Party A keeps a record of every complaint known to it that bears on the requirements, and shows it to Party B when asked.
Party A acts on complaints and on faults found in its service, and documents what was done.""",
    ),
    "changes": (
        """名称、法律地位、控制权、组织或管理层、地址、服务范围、服务网点、外包方、联系方式、前置认证，以及可能影响持续符合要求的其他事项发生变化时，甲方应毫不迟延地通知乙方。
发生重大质量或服务事故、受到行政处罚或重大投诉的，亦同。
乙方据此决定是否需要补充评价或变更证书。""",
        """Party A tells Party B without delay of changes of name, legal status, ownership, organisation or management, address, range of services, outlets, contractors, contacts, prior certificate, and whatever else may affect its conformity.
The same goes for major incidents, penalties and grave complaints.
Party B decides whether further evaluation or a change of the certificate is needed.""",
    ),
    "confidentiality": (
        """乙方对认证中获得或产生的甲方信息保密；除甲方公开的、双方同意公开的和依法须公布的获证信息外，不对外透露。
依法必须向主管部门或认可机构提供保密信息的，除法律禁止外，乙方事先告知甲方。
乙方从甲方以外的来源获得的信息，同样保密。参与认证的人员均受本条约束。""",
        """Party B keeps confidential what it learns or makes about Party A, save what Party A has made public, what both agree to publish, and the facts about certification that have to be published by law.
Where the law has Party B hand confidential information to an authority or accreditation body, it tells Party A beforehand unless that is forbidden.
What Party B learns of Party A from others is confidential too. Everybody who takes part is bound by this clause.""",
    ),
    "fees": (
        """费用按乙方公开的收费标准计算，不附加未公布的条件；金额、付款时间和差旅安排以双方确认的报价单为准。
费用不因认证结果而改变。""",
        """Fees follow the published price list of Party B without hidden conditions; amounts, payment and travel are those of the quotation that both have confirmed.
Fees do not depend on the result.""",
    ),
    "complaints": (
        """甲方对乙方的服务可以投诉，对认证决定可以申诉；乙方收到后登记、确认，由未参与该项认证的人员调查并作出决定，将结果书面告知甲方。
投诉或申诉不使甲方受到不利对待。""",
        """Party A may complain about the service of Party B and appeal against its decisions; Party B registers and acknowledges them, has them decided by people who took no part in the certification, and tells the outcome in writing.
Nobody is treated worse for complaining or appealing.""",
    ),
    "liability": (
        """一方违反本合同的，承担由此造成的损失。乙方对其评价和认证决定负责，并为此保有足以承担责任的安排。
认证不减轻甲方对其商品和服务依法承担的责任。
甲方提供虚假资料、拒绝必要的便利或不按期缴费的，乙方可以中止评价，或依方案暂停、撤销证书。""",
        """A party that breaks this agreement answers for the loss. Party B answers for its evaluation and decisions, and keeps arrangements to cover its liability.
Certification takes nothing from the lawful liability of Party A for its goods and services.
Where Party A hands in false material, refuses necessary access or does not pay in time, Party B may stop the evaluation, or suspend or withdraw the certificate as the scheme provides.""",
    ),
    "term": (
        """本合同自双方签署同一版本之日起生效，至证书有效期届满为止；未获认证的，至认证决定作出且申诉期满为止。
任何一方可以提前书面通知终止；乙方违反公正性或甲方重大违约的，对方可以立即终止。
终止后，保密、投诉申诉以及停止使用证书和标志的约定继续有效。
修改本合同须出具新版本，由双方重新签署。争议由双方协商；协商不成的，由乙方所在地有管辖权的人民法院处理。""",
        """This agreement takes effect when both parties have signed the same version, and lasts until the certificate expires; without one, until the decision is made and the time to appeal is over.
Either party may end it by written notice; at once where Party B breaks impartiality or Party A breaks the agreement gravely.
What is agreed on confidentiality, complaints and appeals, and on no longer using certificate and marks outlasts it.
A change takes a new version that both sign again. Disputes are settled by talk; failing that, by the competent court at the seat of Party B.""",
    ),
}
