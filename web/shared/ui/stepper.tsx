interface StepperProps {
  readonly value: number;
  readonly max: number;
  readonly onChange: (value: number) => void;
  readonly labels: { readonly less: string; readonly more: string; readonly count: string };
}

export function Stepper({ value, max, onChange, labels }: StepperProps) {
  return (
    <div className="stepper">
      <button type="button" aria-label={labels.less} disabled={value <= 0} onClick={() => onChange(value - 1)}>
        <span aria-hidden="true">−</span>
      </button>
      <output className="number" aria-label={labels.count}>
        {value}
      </output>
      <button type="button" aria-label={labels.more} disabled={value >= max} onClick={() => onChange(value + 1)}>
        <span aria-hidden="true">+</span>
      </button>
    </div>
  );
}
