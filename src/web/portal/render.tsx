import { createElement, type FunctionComponent } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import type { PortalPages, RenderPage } from '../../contract/portal/pages.ts'
import { LanguageContext } from '../ui/language.tsx'
import { AccountPage } from './account/AccountPage.tsx'
import { AskAddressPage } from './account/AskAddressPage.tsx'
import { AskCodePage } from './account/AskCodePage.tsx'
import { AgentPage } from './apply/AgentPage.tsx'
import { ApplicantPage } from './apply/ApplicantPage.tsx'
import { CheckPage } from './apply/CheckPage.tsx'
import { ConsentPage } from './apply/ConsentPage.tsx'
import { EvidencePage } from './apply/EvidencePage.tsx'
import { FactsPage } from './apply/FactsPage.tsx'
import { IdentityPage } from './apply/IdentityPage.tsx'
import { InstitutionPage } from './apply/InstitutionPage.tsx'
import { KindPage } from './apply/KindPage.tsx'
import { LaterPage } from './apply/LaterPage.tsx'
import { PlaceCountyPage } from './apply/PlaceCountyPage.tsx'
import { PlacePage } from './apply/PlacePage.tsx'
import { ReceiptPage } from './apply/ReceiptPage.tsx'
import { RespondentsPage } from './apply/RespondentsPage.tsx'
import { ResumeLinkPage } from './apply/ResumeLinkPage.tsx'
import { ResumePage } from './apply/ResumePage.tsx'
import { ReusePage } from './apply/ReusePage.tsx'
import { RightsPage } from './apply/RightsPage.tsx'
import { ServicesPage } from './apply/ServicesPage.tsx'
import { SubmittedPage } from './apply/SubmittedPage.tsx'
import { UnfinishedPage } from './apply/UnfinishedPage.tsx'
import { UrgencyPage } from './apply/UrgencyPage.tsx'
import { DocumentPage } from './document/DocumentPage.tsx'
import { VerifyPage } from './document/VerifyPage.tsx'
import { HomePage } from './HomePage.tsx'
import { AboutPage } from './info/AboutPage.tsx'
import { AccessibilityPage } from './info/AccessibilityPage.tsx'
import { DemoOutboxPage } from './info/DemoOutboxPage.tsx'
import {
  FormExpiredPage,
  FormTooLargePage,
  NotFoundPage,
  SomethingWrongPage,
  TooManyRequestsPage,
} from './info/ErrorPages.tsx'
import { HumanCheckPage } from './info/HumanCheckPage.tsx'
import { PrivacyPage } from './info/PrivacyPage.tsx'
import { DirectoryPage } from './institution/DirectoryPage.tsx'
import { InstitutionProfilePage } from './institution/InstitutionProfilePage.tsx'
import { AppealPage } from './track/AppealPage.tsx'
import { DeliverablePage } from './track/DeliverablePage.tsx'
import { DonePage } from './track/DonePage.tsx'
import { MatterPage } from './track/MatterPage.tsx'
import { MessagesPage } from './track/MessagesPage.tsx'
import { NoticePage } from './track/NoticePage.tsx'
import { RatePage } from './track/RatePage.tsx'
import { SupplementPage } from './track/SupplementPage.tsx'
import { TrackPage } from './track/TrackPage.tsx'
import { WithdrawPage } from './track/WithdrawPage.tsx'

const pages: { [Name in keyof PortalPages]: FunctionComponent<PortalPages[Name]> } = {
  home: HomePage,
  'apply-unfinished': UnfinishedPage,
  'apply-kind': KindPage,
  'apply-identity': IdentityPage,
  'apply-applicant': ApplicantPage,
  'apply-agent': AgentPage,
  'apply-rights': RightsPage,
  'apply-facts': FactsPage,
  'apply-respondents': RespondentsPage,
  'apply-place': PlacePage,
  'apply-place-county': PlaceCountyPage,
  'apply-urgency': UrgencyPage,
  'apply-services': ServicesPage,
  'apply-evidence': EvidencePage,
  'apply-institution': InstitutionPage,
  'apply-check': CheckPage,
  'apply-consent': ConsentPage,
  account: AccountPage,
  'ask-address': AskAddressPage,
  'ask-code': AskCodePage,
  'apply-reuse': ReusePage,
  'apply-later': LaterPage,
  'apply-resume': ResumePage,
  'apply-resume-link': ResumeLinkPage,
  'apply-submitted': SubmittedPage,
  receipt: ReceiptPage,
  track: TrackPage,
  'track-matter': MatterPage,
  'track-notice': NoticePage,
  'track-supplement': SupplementPage,
  'track-withdraw': WithdrawPage,
  'track-appeal': AppealPage,
  'track-rate': RatePage,
  'track-deliverable': DeliverablePage,
  'track-done': DonePage,
  'track-messages': MessagesPage,
  'track-document': DocumentPage,
  verify: VerifyPage,
  institutions: DirectoryPage,
  institution: InstitutionProfilePage,
  privacy: PrivacyPage,
  accessibility: AccessibilityPage,
  about: AboutPage,
  'demo-outbox': DemoOutboxPage,
  'not-found': NotFoundPage,
  'something-wrong': SomethingWrongPage,
  'too-many-requests': TooManyRequestsPage,
  'human-check': HumanCheckPage,
  'form-expired': FormExpiredPage,
  'form-too-large': FormTooLargePage,
}

export const renderPage: RenderPage = (name, props) => {
  const page = createElement(pages[name], props)
  return `<!doctype html>${renderToStaticMarkup(<LanguageContext value={props.chrome.view.language}>{page}</LanguageContext>)}`
}
