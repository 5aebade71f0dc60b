/**
 * Tabs over panels, with counts.
 */
import type { ReactNode } from 'react';
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from 'react-aria-components';

type TabsProps = {
  label: string;
  tabs: readonly { id: string; title: string; count?: number; content: ReactNode }[];
  className?: string;
  /** With `onSelect`, whoever shows the tabs says which is open; without, they do themselves. */
  selectedId?: string;
  onSelect?: (id: string) => void;
};

export function Tabs({ label, tabs, className = '', selectedId, onSelect }: TabsProps) {
  return (
    <AriaTabs
      className={`g-tabs ${className}`}
      {...(selectedId !== undefined && { selectedKey: selectedId })}
      {...(onSelect && { onSelectionChange: (id) => onSelect(String(id)) })}
    >
      <TabList aria-label={label} className="g-tab-list">
        {tabs.map(({ id, title, count }) => (
          <Tab key={id} id={id} className="g-tab">
            {title}
            {count !== undefined && count > 0 && <span className="g-tab-count num">{count.toLocaleString('en')}</span>}
          </Tab>
        ))}
      </TabList>
      {tabs.map(({ id, content }) => (
        <TabPanel key={id} id={id} className="g-tab-panel">
          {content}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}
