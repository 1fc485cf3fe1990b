import type { ReactNode } from 'react';

interface ButtonProps {
  readonly children: ReactNode;
  readonly onPress?: () => void;
  readonly look?: 'primary' | 'plain' | 'danger' | 'quiet';
  readonly size?: 'normal' | 'big';
  /** Under way: it takes no second press, and says so to those who listen. */
  readonly busy?: boolean;
  readonly disabled?: boolean;
  readonly submits?: boolean;
  readonly label?: string;
  readonly pressed?: boolean;
}

export function Button({ children, onPress, look = 'plain', size = 'normal', ...props }: ButtonProps) {
  const { busy = false, disabled = false, submits = false, label, pressed } = props;
  return (
    <button
      type={submits ? 'submit' : 'button'}
      className={`button ${look} ${size}`}
      onClick={onPress}
      disabled={disabled || busy}
      aria-busy={busy}
      aria-label={label}
      aria-pressed={pressed}
    >
      {children}
    </button>
  );
}
