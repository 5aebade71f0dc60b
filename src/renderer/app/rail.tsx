/**
 * The rail: the rooms of the product, one glyph each.
 */
import { CircleHelp, Files, type LucideIcon, Newspaper, Quote, Settings, Trash2 } from 'lucide-react';
import { Button } from 'react-aria-components';
import { Tooltip } from '#renderer/ui/tooltip.tsx';
import { type Room, useNavigation } from './navigation.ts';

const ROOMS: { room: Room; name: string; shortcut?: string; Icon: LucideIcon }[] = [
  { room: 'stories', name: 'Stories', shortcut: 'Mod+1', Icon: Files },
  { room: 'sources', name: 'Sources', shortcut: 'Mod+2', Icon: Quote },
  { room: 'questions', name: 'Questions', shortcut: 'Mod+3', Icon: CircleHelp },
  { room: 'briefings', name: 'Briefings', shortcut: 'Mod+4', Icon: Newspaper },
  { room: 'trash', name: 'Trash', Icon: Trash2 },
  { room: 'settings', name: 'Settings', shortcut: 'Mod+,', Icon: Settings },
];

export function Rail() {
  const { room: current, go } = useNavigation();
  return (
    <nav className="rail" aria-label="Rooms">
      {ROOMS.map(({ room, name, shortcut, Icon }) => (
        <Tooltip key={room} text={name} {...(shortcut && { shortcut })} placement="right">
          <Button
            className="rail-button"
            aria-label={name}
            data-room={room}
            {...(room === current && { 'aria-current': 'page' as const })}
            onPress={() => go(room)}
          >
            <Icon aria-hidden />
          </Button>
        </Tooltip>
      ))}
    </nav>
  );
}
