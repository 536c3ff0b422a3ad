import { QueryClientProvider } from '@tanstack/react-query'
import { App as AntdApp, ConfigProvider } from 'antd'
import zhCN from 'antd/locale/zh_CN'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { RouterProvider } from 'react-router/dom'
import { z } from 'zod'
import { queryClient } from './api/query-client.ts'
import { router } from './routes.tsx'
import { theme } from './theme.ts'
import './styles/base.css'
import './styles/shell.css'
import './styles/lists.css'
import './styles/matter.css'
import './styles/steps.css'
import './styles/forms.css'
import './styles/print.css'

// jitless: zod would otherwise probe `new Function`, which the content security policy reports.
z.config({ ...z.locales.zhCN(), jitless: true })

const root = document.getElementById('root')
if (root === null) throw new Error('index.html: expected an element with the id "root"')

createRoot(root).render(
  <StrictMode>
    <ConfigProvider
      locale={zhCN}
      theme={theme}
      // A space between two characters of a button would also be read aloud and searched for.
      button={{ autoInsertSpace: false }}
      // Our lists are short; drawn whole, they can be read and searched whole.
      virtual={false}
      wave={{ disabled: true }}
      // Lists open inside the landmark or dialog of their field, where screen readers look for them.
      getPopupContainer={(field) => field?.closest<HTMLElement>('[role="dialog"], main') ?? document.body}
    >
      <AntdApp message={{ duration: 5, top: 16 }}>
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </AntdApp>
    </ConfigProvider>
  </StrictMode>,
)
