import type { AccountPageProps, AskAddressPageProps, AskCodePageProps, ReusePageProps } from './account.ts'
import type {
  AgentPageProps,
  ApplicantPageProps,
  CheckPageProps,
  ConsentPageProps,
  EvidencePageProps,
  FactsPageProps,
  IdentityPageProps,
  InstitutionPageProps,
  KindPageProps,
  LaterPageProps,
  PlaceCountyPageProps,
  PlacePageProps,
  ReceiptPageProps,
  RespondentsPageProps,
  ResumeLinkPageProps,
  ResumePageProps,
  RightsPageProps,
  ServicesPageProps,
  SubmittedPageProps,
  UnfinishedPageProps,
  UrgencyPageProps,
} from './apply.ts'
import type { DocumentPageProps, VerifyPageProps } from './document.ts'
import type {
  AboutPageProps,
  AccessibilityPageProps,
  DemoOutboxPageProps,
  FormExpiredPageProps,
  FormTooLargePageProps,
  HomeProps,
  HumanCheckPageProps,
  NotFoundPageProps,
  PrivacyPageProps,
  SomethingWrongPageProps,
  TooManyRequestsPageProps,
} from './info.ts'
import type { DirectoryPageProps, InstitutionProfilePageProps } from './institution.ts'
import type {
  AppealPageProps,
  DeliverablePageProps,
  DonePageProps,
  MatterPageProps,
  MessagesPageProps,
  NoticePageProps,
  RatePageProps,
  SupplementPageProps,
  TrackPageProps,
  WithdrawPageProps,
} from './track.ts'

/** Every page of the portal and what it needs. Props are plain values: what can be written as JSON. */
export type PortalPages = {
  home: HomeProps
  'apply-unfinished': UnfinishedPageProps
  'apply-kind': KindPageProps
  'apply-identity': IdentityPageProps
  'apply-applicant': ApplicantPageProps
  'apply-agent': AgentPageProps
  'apply-rights': RightsPageProps
  'apply-facts': FactsPageProps
  'apply-respondents': RespondentsPageProps
  'apply-place': PlacePageProps
  'apply-place-county': PlaceCountyPageProps
  'apply-urgency': UrgencyPageProps
  'apply-services': ServicesPageProps
  'apply-evidence': EvidencePageProps
  'apply-institution': InstitutionPageProps
  'apply-check': CheckPageProps
  'apply-consent': ConsentPageProps
  account: AccountPageProps
  'ask-address': AskAddressPageProps
  'ask-code': AskCodePageProps
  'apply-reuse': ReusePageProps
  'apply-later': LaterPageProps
  'apply-resume': ResumePageProps
  'apply-resume-link': ResumeLinkPageProps
  'apply-submitted': SubmittedPageProps
  receipt: ReceiptPageProps
  track: TrackPageProps
  'track-matter': MatterPageProps
  'track-notice': NoticePageProps
  'track-supplement': SupplementPageProps
  'track-withdraw': WithdrawPageProps
  'track-appeal': AppealPageProps
  'track-rate': RatePageProps
  'track-deliverable': DeliverablePageProps
  'track-done': DonePageProps
  'track-messages': MessagesPageProps
  'track-document': DocumentPageProps
  verify: VerifyPageProps
  institutions: DirectoryPageProps
  institution: InstitutionProfilePageProps
  privacy: PrivacyPageProps
  accessibility: AccessibilityPageProps
  about: AboutPageProps
  'demo-outbox': DemoOutboxPageProps
  'not-found': NotFoundPageProps
  'something-wrong': SomethingWrongPageProps
  'too-many-requests': TooManyRequestsPageProps
  'human-check': HumanCheckPageProps
  'form-expired': FormExpiredPageProps
  'form-too-large': FormTooLargePageProps
}

/** Renders one page to a whole html document. */
export type RenderPage = <Name extends keyof PortalPages>(name: Name, props: PortalPages[Name]) => string
