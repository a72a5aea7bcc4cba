import type { FC } from 'hono/jsx'
import { Button, ErrorSummary, type FieldError, Form, TextField, Tick } from '../form.tsx'
import { Notice } from '../parts.tsx'
import type { Words } from '../words.ts'

type SignInWords = Words['staff']['signIn']

type AskProps = {
  words: SignInWords
  problem: string
  action: string
  email: string
  errors: FieldError[]
  sendsMail: boolean
}

/** Asks for a link by mail; looks the same for every address. */
export const AskForLink: FC<AskProps> = ({ words, problem, action, email, errors, sendsMail }) => (
  <>
    <ErrorSummary title={problem} errors={errors} />
    <h1>{words.title}</h1>
    <p class="lead">{words.lead}</p>
    {!sendsMail && <Notice kind="info">{words.noMailer}</Notice>}
    <Form action={action}>
      <TextField
        name="email"
        type="email"
        inputmode="email"
        autocomplete="email"
        maxlength={200}
        label={words.email}
        value={email}
        error={errors[0]?.message}
      />
      <Button>{words.ask}</Button>
    </Form>
  </>
)

export const LinkMailed: FC<{ words: SignInWords; minutes: number; again: string; sendsMail: boolean }> = ({
  words,
  minutes,
  again,
  sendsMail,
}) => (
  <>
    <h1>{words.mailed}</h1>
    <p class="lead">{words.mailedText(minutes)}</p>
    {sendsMail ? <p>{words.mailedNothing}</p> : <Notice kind="info">{words.noMailer}</Notice>}
    <p>
      <a href={again}>{words.again}</a>
    </p>
  </>
)

type LinkProps = { words: SignInWords; problem: string; action: string; errors: FieldError[] }

const errorOf = (errors: FieldError[], name: string) => errors.find(({ field }) => field === name)?.message

/** What a mailed link opens: nothing happens before a choice and the button. */
export const EnterByLink: FC<LinkProps & { name: string }> = ({ words, problem, action, errors, name }) => (
  <>
    <ErrorSummary title={problem} errors={errors} />
    <h1>{words.welcome(name)}</h1>
    <p class="lead">{words.oneUse}</p>
    <Form action={action}>
      <Tick name="sure" label={words.sure} error={errorOf(errors, 'sure')} />
      <Button>{words.enter}</Button>
    </Form>
  </>
)

type FirstProps = LinkProps & { typed: { name: string; email: string } }

/** What the very first link opens: it makes the first member of staff. */
export const FirstMember: FC<FirstProps> = ({ words, problem, action, typed, errors }) => (
  <>
    <ErrorSummary title={problem} errors={errors} />
    <h1>{words.first}</h1>
    <p class="lead">{words.firstLead}</p>
    <Form action={action}>
      <TextField
        name="name"
        label={words.name}
        autocomplete="name"
        maxlength={100}
        value={typed.name}
        error={errorOf(errors, 'name')}
      />
      <TextField
        name="email"
        type="email"
        inputmode="email"
        autocomplete="email"
        maxlength={200}
        label={words.email}
        value={typed.email}
        error={errorOf(errors, 'email')}
      />
      <Tick name="sure" label={words.sure} error={errorOf(errors, 'sure')} />
      <Button>{words.firstEnter}</Button>
    </Form>
  </>
)
