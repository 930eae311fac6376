import { Toast } from '@base-ui/react/toast'
import { Button } from './Button.tsx'
import { Icon } from './Icon.tsx'
import { toastManager, type ToastData } from './toasts.ts'

/** The corner in which toasts appear; once per page. */
export function Toasts({ closeLabel }: { readonly closeLabel: string }) {
  return (
    <Toast.Provider toastManager={toastManager} limit={3}>
      <Toast.Portal>
        <Toast.Viewport className="toast-corner">
          <List closeLabel={closeLabel} />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  )
}

function List({ closeLabel }: { readonly closeLabel: string }) {
  const { toasts, close } = Toast.useToastManager<ToastData>()
  return toasts.map((one) => {
    const { icon, tone = 'muted', action } = one.data ?? {}
    return (
      <Toast.Root key={one.id} toast={one} className="toast">
        {icon && <Icon name={icon} size={14} className={`tone-${tone}`} />}
        <Toast.Description className="min-w-0 flex-1" />
        {action && (
          <Button
            size="s"
            onClick={() => {
              close(one.id)
              action.run()
            }}
          >
            {action.label}
          </Button>
        )}
        <Toast.Close className="btn btn-icon" data-variant="ghost" data-size="s" aria-label={closeLabel}>
          <Icon name="x" size={14} />
        </Toast.Close>
      </Toast.Root>
    )
  })
}
