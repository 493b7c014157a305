/** The looks that every field shares. */
export const fieldClass = {
  root: 'flex min-w-0 flex-col gap-1.5',
  label: 'text-sm font-medium text-ink',
  description: 'text-sm text-ink-soft',
  error: 'flex items-start gap-1.5 text-sm text-danger-ink',
  box:
    'flex h-11 w-full items-center rounded-lg border border-line-field bg-surface text-ink ' +
    'transition-[border-color,box-shadow] duration-150 hover:border-ink-soft ' +
    'has-[:focus-visible]:border-focus has-[:focus-visible]:ring-2 has-[:focus-visible]:ring-focus/30 ' +
    'has-[:disabled]:opacity-55 has-[[aria-invalid=true]]:border-danger-ink',
  input:
    'h-full min-w-0 flex-1 bg-transparent px-3 text-base outline-none placeholder:text-ink-faint sm:text-[0.9375rem] ' +
    '[&::-webkit-search-cancel-button]:hidden',
};
