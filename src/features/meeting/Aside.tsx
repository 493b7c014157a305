import { Component, type ReactNode, Suspense } from 'react';

export interface AsideProps {
  /** Hears once that something in it broke; it is empty from then on, until it is mounted anew. */
  onBroken?: () => void;
  children: ReactNode;
}

/** Something beside the call: it may come later, and where it breaks the call goes on without it. */
export class Aside extends Component<AsideProps, { isBroken: boolean }> {
  override state = { isBroken: false };

  static getDerivedStateFromError() {
    return { isBroken: true };
  }

  override componentDidCatch() {
    this.props.onBroken?.();
  }

  override render() {
    return this.state.isBroken ? null : <Suspense>{this.props.children}</Suspense>;
  }
}
