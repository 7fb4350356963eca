import type { GeneralComponent } from 'glass-easel'

interface Resolver {
  _$resolvePrefixes(
    name: string,
    found: (scope: number | undefined, className: string) => void,
  ): void
}

/**
 * DOM class names for names that an author gave to a property such as `placeholder-class`: they belong to the style
 * scope of the template that uses the component. The framework resolves them for its own elements only and offers no
 * public call.
 */
export function scopedClassNames(component: GeneralComponent, names: string): string[] {
  const list = component.classList as unknown as Resolver | null
  const manager = component.getRootBehavior().ownerSpace.styleScopeManager
  const found: string[] = []
  for (const name of names.split(/\s+/).filter(Boolean)) {
    list?._$resolvePrefixes(name, (scope, className) => {
      const prefix = scope === undefined ? undefined : manager.queryName(scope)
      found.push(prefix ? `${prefix}--${className}` : className)
    })
  }
  return found
}
