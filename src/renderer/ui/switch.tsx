/**
 * A choice that is on or off, with its words before it.
 */
import { Switch as AriaSwitch } from 'react-aria-components';

type SwitchProps = { label: string; isOn: boolean; onChange: (isOn: boolean) => void; isDisabled?: boolean };

export function Switch({ label, isOn, onChange, isDisabled = false }: SwitchProps) {
  return (
    <AriaSwitch className="g-switch" isSelected={isOn} onChange={onChange} isDisabled={isDisabled}>
      <span>{label}</span>
      <span className="g-switch-track" aria-hidden />
    </AriaSwitch>
  );
}
