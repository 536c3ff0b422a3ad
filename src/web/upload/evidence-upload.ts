import type { Language } from '../../domain/kernel/language.ts'
import { fingerprintsOf } from './fingerprint.ts'
import type { Sending } from './send-file.ts'
import { uploadWords } from './upload-words.ts'

/*
 * The portal's questions of evidence, where script runs: files are sent piece by piece as soon as they are chosen, and the list is fetched
 * anew. Without this file the form does all of it by itself.
 */

const language: Language = document.documentElement.lang.startsWith('en') ? 'en' : 'zh'
const words = uploadWords[language]

interface Line {
  /** Read aloud when it changes. */
  readonly say: (text: string, tone?: 'plain' | 'error') => void
  /** Seen only: a hundred steps read aloud would drown everything else. */
  readonly show: (text: string) => void
  readonly progress: (sent: number, size: number) => void
  readonly buttons: (...buttons: readonly (readonly [label: string, press: () => void])[]) => void
  readonly fingerprints: (label: string, value: string) => void
}

/** One file's line: name, bar, words, buttons. */
const addLine = (place: HTMLElement, name: string): Line => {
  const line = document.createElement('div')
  line.className = 'upload-line'
  const title = document.createElement('b')
  title.className = 'url'
  title.textContent = name
  const bar = document.createElement('progress')
  bar.className = 'upload-bar'
  bar.max = 100
  bar.value = 0
  bar.setAttribute('aria-label', name)
  const text = document.createElement('span')
  text.className = 'meta'
  text.setAttribute('role', 'status')
  const shown = document.createElement('span')
  shown.className = 'meta'
  const buttons = document.createElement('span')
  line.append(title, bar, shown, text, buttons)
  place.append(line)
  return {
    say: (told, tone = 'plain') => {
      shown.textContent = ''
      if (text.textContent !== told) text.textContent = told
      text.className = tone === 'error' ? 'field-error' : 'meta'
    },
    show: (seen) => {
      text.textContent = ''
      shown.textContent = seen
    },
    progress: (sent, size) => {
      bar.value = size === 0 ? 0 : (sent / size) * 100
    },
    buttons: (...given) => {
      if (given.length === 0) bar.remove()
      buttons.replaceChildren(
        ...given.map(([label, press]) => {
          const button = document.createElement('button')
          button.type = 'button'
          button.className = 'btn link'
          button.textContent = label
          button.setAttribute('aria-label', `${label} ${name}`)
          button.addEventListener('click', press)
          return button
        }),
      )
    },
    fingerprints: (label, value) => {
      const told = document.createElement('span')
      told.className = 'meta'
      const code = document.createElement('span')
      code.className = 'code'
      code.textContent = value
      told.append(`${label} `, code)
      line.append(told)
    },
  }
}

/** The half file that this one goes on with: by its content, or by name and size where no fingerprint was known. */
const halfFileOf = (file: File, sha256: string | null): string | undefined =>
  [...document.querySelectorAll<HTMLElement>('[data-unfinished]')].find(({ dataset }) => {
    if (Number(dataset.size) !== file.size) return false
    return dataset.sha256 === undefined || sha256 === null ? dataset.name === file.name : dataset.sha256 === sha256
  })?.dataset.unfinished

const refreshList = async (): Promise<void> => {
  const response = await fetch(location.pathname + location.search, { credentials: 'same-origin' })
  if (!response.ok) return
  const page = new DOMParser().parseFromString(await response.text(), 'text/html')
  const fresh = page.getElementById('evidence-list')
  if (fresh) document.getElementById('evidence-list')?.replaceWith(fresh)
}

const sendOne = async (file: File, kind: string, line: Line, endpoint: string): Promise<void> => {
  line.say(words.computing)
  // Only who sends a file loads what sends it.
  const { sendFile } = await import('./send-file.ts')
  const own = await fingerprintsOf(file).catch(() => null)
  if (own === null) {
    line.say(words.unreadable, 'error')
    return line.buttons()
  }
  const half = halfFileOf(file, own.sha256)
  const metadata = { filename: file.name, kind, sm3: own.sm3, ...(own.sha256 === null ? {} : { sha256: own.sha256 }) }
  const cancel = () => sending.cancel()
  const running = () => line.buttons([words.cancel, cancel])
  const goOn = () => {
    removeEventListener('online', goOn)
    running()
    sending.goOn()
  }
  const sending: Sending = sendFile(file, {
    endpoint,
    fileUrl: half === undefined ? undefined : `${endpoint}/${half}`,
    metadata,
    onProgress: (sent, size) => {
      line.progress(sent, size)
      const percent = Math.floor((sent / size) * 100)
      if (sent === size) line.say(words.checking)
      else line.show(half === undefined ? words.sending(percent) : words.goingOn(percent))
    },
    onTrouble: (waits) => {
      line.say(waits ? words.waits : words.broken)
      if (!waits) return
      line.buttons([words.again, goOn], [words.cancel, cancel])
      addEventListener('online', goOn)
    },
  })
  running()
  const sent = await sending.done
  removeEventListener('online', goOn)
  line.buttons()
  if (sent.how === 'cancelled') line.say(words.cancelled)
  else if (sent.how === 'refused') line.say(sent.reason, 'error')
  else if (sent.receipt && sent.receipt.sm3 === own.sm3) {
    line.say(words.received)
    line.fingerprints('SHA-256', sent.receipt.sha256)
    line.fingerprints('SM3', sent.receipt.sm3)
  } else line.say(words.receivedUnseen)
  await refreshList()
}

const start = (place: HTMLElement, input: HTMLInputElement, form: HTMLFormElement): void => {
  const { endpoint = '', maxBytes = '0' } = place.dataset
  let queue = Promise.resolve()
  let waiting = 0
  let pressed: HTMLElement | null = null

  input.addEventListener('change', () => {
    const kind = form.querySelector<HTMLSelectElement>('select[name=evidenceKind]')?.value ?? ''
    for (const file of input.files ?? []) {
      const line = addLine(place, file.name)
      if (file.size > Number(maxBytes)) {
        line.say(words.tooLarge(file.name, Number(maxBytes)), 'error')
        line.buttons()
        continue
      }
      waiting += 1
      queue = queue
        .then(() => sendOne(file, kind, line, endpoint))
        .catch(() => line.say(words.waits, 'error'))
        .finally(() => {
          waiting -= 1
          if (waiting > 0 || pressed === null) return
          const button = pressed
          pressed = null
          form.requestSubmit(button)
        })
    }
    // What is sent here is not sent again with the form.
    input.value = ''
  })

  form.addEventListener('submit', (event) => {
    if (waiting === 0) return
    event.preventDefault()
    pressed = event.submitter
    const told = document.createElement('p')
    told.className = 'soft'
    told.textContent = words.sendsFirst
    place.append(told)
  })
}

const place = document.getElementById('uploads')
const input = document.getElementById('files')
if (place && input instanceof HTMLInputElement && input.form) start(place, input, input.form)
