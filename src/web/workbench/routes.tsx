import { createBrowserRouter, type RouteObject } from 'react-router'
import { workbenchPaths } from '../../contract/paths.ts'
import { ErrorPage } from './shell/ErrorPage.tsx'
import { Loading } from './shell/Loading.tsx'
import { NotFoundPage } from './shell/NotFoundPage.tsx'
import { Shell } from './shell/Shell.tsx'
import { SignInPage } from './sign-in/SignInPage.tsx'

/** Each page is fetched when it is first opened. An error inside a page leaves the menu usable. */
const pages: RouteObject[] = [
  {
    path: workbenchPaths.home(),
    lazy: async () => ({ Component: (await import('./inbox/InboxPage.tsx')).InboxPage }),
  },
  {
    path: workbenchPaths.matters(),
    lazy: async () => ({ Component: (await import('./matters/MattersPage.tsx')).MattersPage }),
  },
  {
    path: workbenchPaths.newMatter(),
    lazy: async () => ({ Component: (await import('./matters/new/RegistrationPage.tsx')).RegistrationPage }),
  },
  {
    path: workbenchPaths.matter(':id'),
    lazy: async () => ({ Component: (await import('./matters/detail/MatterPage.tsx')).MatterPage }),
  },
  {
    path: workbenchPaths.institutions(),
    lazy: async () => ({ Component: (await import('./institutions/InstitutionsPage.tsx')).InstitutionsPage }),
  },
  {
    path: workbenchPaths.rules(),
    lazy: async () => ({ Component: (await import('./rules/RulesPage.tsx')).RulesPage }),
  },
  {
    path: workbenchPaths.staff(),
    lazy: async () => ({ Component: (await import('./staff/StaffPage.tsx')).StaffPage }),
  },
  {
    path: workbenchPaths.machineTokens(),
    lazy: async () => ({ Component: (await import('./machine-tokens/MachineTokensPage.tsx')).MachineTokensPage }),
  },
  {
    path: workbenchPaths.audit(),
    lazy: async () => ({ Component: (await import('./audit/AuditPage.tsx')).AuditPage }),
  },
  {
    path: workbenchPaths.notifications(),
    lazy: async () => ({ Component: (await import('./notifications/NotificationsPage.tsx')).NotificationsPage }),
  },
  {
    path: workbenchPaths.delivery(),
    lazy: async () => ({ Component: (await import('./notifications/DeliveryPage.tsx')).DeliveryPage }),
  },
  {
    path: workbenchPaths.account(),
    lazy: async () => ({ Component: (await import('./account/AccountPage.tsx')).AccountPage }),
  },
  { path: '*', Component: NotFoundPage },
]

/** Outside the frame, where no page brings the landmark along. */
const ErrorAlone = () => (
  <main>
    <ErrorPage />
  </main>
)

export const router = createBrowserRouter([
  { path: workbenchPaths.signIn(), Component: SignInPage, ErrorBoundary: ErrorAlone },
  {
    Component: Shell,
    ErrorBoundary: ErrorAlone,
    HydrateFallback: () => <Loading what="工作台" />,
    children: [{ ErrorBoundary: ErrorPage, children: pages }],
  },
])
