import { Alert, App, Button, Modal } from 'antd'

/** The one time that a token is shown. It closes by its button alone, so that a slip does not cost a new token. */
export const NewTokenDialog = ({ token, onClose }: { token: string; onClose: () => void }) => {
  const { message } = App.useApp()
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(token)
      message.success('已复制')
    } catch {
      message.error('浏览器不允许复制，请手工选中后复制。')
    }
  }
  return (
    <Modal
      open
      title="令牌只显示这一次"
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      footer={
        <div className="row">
          <Button type="primary" onClick={copy}>
            复制
          </Button>
          <Button onClick={onClose}>已保存，关闭</Button>
        </div>
      }
    >
      <p>
        <code className="secret">{token}</code>
      </p>
      <Alert
        type="warning"
        showIcon
        title="请立即保存到使用它的系统里，不要用邮件或者聊天软件发送。关闭后无法再次查看，丢失的只能更换。"
      />
    </Modal>
  )
}
