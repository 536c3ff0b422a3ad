import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import type { DirectoryPageProps, InstitutionProfilePageProps } from '../../contract/portal/institution.ts'
import { AgentPage, type AgentPageProps } from './apply/AgentPage.tsx'
import { ApplicantPage, type ApplicantPageProps } from './apply/ApplicantPage.tsx'
import { CheckPage, type CheckPageProps } from './apply/CheckPage.tsx'
import { ConsentPage, type ConsentPageProps } from './apply/ConsentPage.tsx'
import { EvidencePage, type EvidencePageProps } from './apply/EvidencePage.tsx'
import { FactsPage, type FactsPageProps } from './apply/FactsPage.tsx'
import { IdentityPage, type IdentityPageProps } from './apply/IdentityPage.tsx'
import { InstitutionPage, type InstitutionPageProps } from './apply/InstitutionPage.tsx'
import { KindPage, type KindPageProps } from './apply/KindPage.tsx'
import { PlaceCountyPage, type PlaceCountyPageProps } from './apply/PlaceCountyPage.tsx'
import { PlacePage, type PlacePageProps } from './apply/PlacePage.tsx'
import { ReceiptPage, type ReceiptPageProps } from './apply/ReceiptPage.tsx'
import { RespondentsPage, type RespondentsPageProps } from './apply/RespondentsPage.tsx'
import { RightsPage, type RightsPageProps } from './apply/RightsPage.tsx'
import { ServicesPage, type ServicesPageProps } from './apply/ServicesPage.tsx'
import { SubmittedPage, type SubmittedPageProps } from './apply/SubmittedPage.tsx'
import { UnfinishedPage, type UnfinishedPageProps } from './apply/UnfinishedPage.tsx'
import { UrgencyPage, type UrgencyPageProps } from './apply/UrgencyPage.tsx'
import { HomePage, type HomeProps } from './HomePage.tsx'
import { AboutPage, type AboutPageProps } from './info/AboutPage.tsx'
import { AccessibilityPage, type AccessibilityPageProps } from './info/AccessibilityPage.tsx'
import {
  FormExpiredPage,
  type FormExpiredPageProps,
  FormTooLargePage,
  type FormTooLargePageProps,
  NotFoundPage,
  type NotFoundPageProps,
  SomethingWrongPage,
  type SomethingWrongPageProps,
  TooManyRequestsPage,
  type TooManyRequestsPageProps,
} from './info/ErrorPages.tsx'
import { PrivacyPage, type PrivacyPageProps } from './info/PrivacyPage.tsx'
import { DirectoryPage } from './institution/DirectoryPage.tsx'
import { InstitutionProfilePage } from './institution/InstitutionProfilePage.tsx'
import { AppealPage, type AppealPageProps } from './track/AppealPage.tsx'
import { DeliverablePage, type DeliverablePageProps } from './track/DeliverablePage.tsx'
import { DonePage, type DonePageProps } from './track/DonePage.tsx'
import { MatterPage, type MatterPageProps } from './track/MatterPage.tsx'
import { NoticePage, type NoticePageProps } from './track/NoticePage.tsx'
import { RatePage, type RatePageProps } from './track/RatePage.tsx'
import { SupplementPage, type SupplementPageProps } from './track/SupplementPage.tsx'
import { TrackPage, type TrackPageProps } from './track/TrackPage.tsx'
import { WithdrawPage, type WithdrawPageProps } from './track/WithdrawPage.tsx'

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
  institutions: DirectoryPageProps
  institution: InstitutionProfilePageProps
  privacy: PrivacyPageProps
  accessibility: AccessibilityPageProps
  about: AboutPageProps
  'not-found': NotFoundPageProps
  'something-wrong': SomethingWrongPageProps
  'too-many-requests': TooManyRequestsPageProps
  'form-expired': FormExpiredPageProps
  'form-too-large': FormTooLargePageProps
}

const pages: { [Name in keyof PortalPages]: (props: PortalPages[Name]) => ReactNode } = {
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
  institutions: DirectoryPage,
  institution: InstitutionProfilePage,
  privacy: PrivacyPage,
  accessibility: AccessibilityPage,
  about: AboutPage,
  'not-found': NotFoundPage,
  'something-wrong': SomethingWrongPage,
  'too-many-requests': TooManyRequestsPage,
  'form-expired': FormExpiredPage,
  'form-too-large': FormTooLargePage,
}

/** Renders one page to a whole html document. */
export type RenderPage = <Name extends keyof PortalPages>(name: Name, props: PortalPages[Name]) => string

export const renderPage: RenderPage = (name, props) => {
  const page = pages[name]
  return `<!doctype html>${renderToStaticMarkup(page(props))}`
}
