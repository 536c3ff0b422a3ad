import type { FastifyInstance } from 'fastify'
import { portalPaths } from '../../contract/paths.ts'
import { inBoth } from '../../domain/kernel/language.ts'
import type { Frame } from '../portal/frame.ts'
import { nothingElse, withMatter } from './reading.ts'
import { standingOf } from './view.ts'

/** What is said after each step; what follows is read from the matter itself. */
const words = inBoth({
  zh: {
    supplement: { title: '材料已经交给机构', paragraphs: ['审查期限从现在起接着计算。'] },
    withdraw: { title: '已经撤回申请', paragraphs: ['机构已停止办理。以后还需要帮助，可以重新申请。'] },
    appeal: { title: '申诉已经提交', paragraphs: ['由主管的知识产权管理部门审查，不由原来的机构自己审查。'] },
    rate: { title: '谢谢您的评价', paragraphs: ['评价会和这件事的记录一起保存，用来改进服务。'] },
  },
  en: {
    supplement: {
      title: 'Your documents have been handed over',
      paragraphs: ['The time for the examination goes on from now.'],
    },
    withdraw: {
      title: 'The application is withdrawn',
      paragraphs: ['The institution has stopped its work. If you need help later, you can apply again.'],
    },
    appeal: {
      title: 'Your appeal has been sent',
      paragraphs: ['The intellectual property authority in charge examines it, not the institution that refused.'],
    },
    rate: {
      title: 'Thank you for your rating',
      paragraphs: ['It is kept with the record of this matter and helps to improve the service.'],
    },
  },
})

const isDone = (what: unknown): what is keyof (typeof words)['zh'] =>
  typeof what === 'string' && Object.hasOwn(words.zh, what)

/** `/track/done?what=…`: says that it has arrived and what follows. */
export const donePages =
  (frame: Frame) =>
  async (app: FastifyInstance): Promise<void> => {
    app.get<{ Querystring: { what?: unknown } }>('/track/done', (request, reply) =>
      withMatter(frame, request, reply, nothingElse, ({ loaded, view, chrome }) => {
        const { what } = request.query
        if (!isDone(what)) return reply.redirect(portalPaths.trackPage('matter'), 303)
        const { next } = standingOf(loaded.matter, view, frame.platform.clock.now(), chrome.view.language)
        return frame.send(reply, 'track-done', {
          chrome,
          number: view.number,
          ...words[chrome.view.language][what],
          next,
        })
      }),
    )
  }
