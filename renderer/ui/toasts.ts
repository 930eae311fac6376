import { Toast } from '@base-ui/react/toast'

export interface ToastAction {
  readonly label: string
  readonly run: () => void
}

export interface ToastData {
  readonly icon?: string
  readonly tone?: 'ok' | 'warn' | 'err' | 'muted'
  readonly action?: ToastAction
}

export const toastManager = Toast.createToastManager<ToastData>()

/** Says in passing that something happened, perhaps with one act. A problem never stands only here. */
export function toast(text: string, data: ToastData = {}): void {
  toastManager.add({ description: text, data, timeout: data.action ? 10_000 : 5_000 })
}
