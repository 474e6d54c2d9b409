# SPDX-License-Identifier: GPL-3.0-or-later
"""fake-desktop.py [refuse]: what a desktop offers to programs, on the session's bus: settings, permission to run without
a window, notifications. Refuses the permission if told so.

Writes a line of JSON for each thing it is asked; a line "dark" or "light" on standard input is what somebody chooses in
the settings of the desktop. Ends with its standard input.
"""

import json
import sys

from gi.repository import Gio, GLib

PORTAL = "/org/freedesktop/portal/desktop"
APPEARANCE = "org.freedesktop.appearance"
NO_PREFERENCE, DARK, LIGHT = range(3)

INTERFACES = """<node>
  <interface name='org.freedesktop.portal.Settings'>
    <method name='ReadAll'>
      <arg type='as' direction='in'/><arg type='a{sa{sv}}' direction='out'/>
    </method>
    <method name='Read'>
      <arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='v' direction='out'/>
    </method>
    <method name='ReadOne'>
      <arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='v' direction='out'/>
    </method>
    <signal name='SettingChanged'><arg type='s'/><arg type='s'/><arg type='v'/></signal>
    <property name='version' type='u' access='read'/>
  </interface>
  <interface name='org.freedesktop.portal.Background'>
    <method name='RequestBackground'>
      <arg type='s' direction='in'/><arg type='a{sv}' direction='in'/><arg type='o' direction='out'/>
    </method>
  </interface>
  <interface name='org.gtk.Notifications'>
    <method name='AddNotification'>
      <arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='a{sv}' direction='in'/>
    </method>
    <method name='RemoveNotification'>
      <arg type='s' direction='in'/><arg type='s' direction='in'/>
    </method>
  </interface>
</node>"""


def say(what, **details):
    print(json.dumps({"what": what} | details), flush=True)


class FakeDesktop:
    def __init__(self, is_willing):
        self.is_willing = is_willing
        self.scheme = NO_PREFERENCE
        self.loop = GLib.MainLoop()
        self.bus = Gio.bus_get_sync(Gio.BusType.SESSION)
        for interface in Gio.DBusNodeInfo.new_for_xml(INTERFACES).interfaces:
            path = PORTAL if "portal" in interface.name else "/org/gtk/Notifications"
            self.bus.register_object(path, interface, self.called, self.read_property, None)
        for name in ("org.freedesktop.portal.Desktop", "org.gtk.Notifications"):
            Gio.bus_own_name_on_connection(self.bus, name, Gio.BusNameOwnerFlags.NONE, None, None)
        GLib.io_add_watch(GLib.IOChannel.unix_new(0), GLib.PRIORITY_DEFAULT,
                          GLib.IOCondition.IN | GLib.IOCondition.HUP, self.chosen)

    def read_property(self, bus, sender, path, interface, name):
        return GLib.Variant("u", 2)

    def called(self, bus, sender, path, interface, method, parameters, invocation):
        getattr(self, method)(invocation, sender, *parameters.unpack())

    def ReadAll(self, invocation, sender, namespaces):
        schemes = {APPEARANCE: {"color-scheme": GLib.Variant("u", self.scheme)}}
        invocation.return_value(GLib.Variant("(a{sa{sv}})", (schemes,)))

    def ReadOne(self, invocation, sender, namespace, key):
        if (namespace, key) == (APPEARANCE, "color-scheme"):
            invocation.return_value(GLib.Variant("(v)", (GLib.Variant("u", self.scheme),)))
        else:
            invocation.return_dbus_error("org.freedesktop.portal.Error.NotFound", "no such setting")

    def Read(self, invocation, sender, namespace, key):
        if (namespace, key) == (APPEARANCE, "color-scheme"):
            inner = GLib.Variant("v", GLib.Variant("u", self.scheme))
            invocation.return_value(GLib.Variant("(v)", (inner,)))
        else:
            self.ReadOne(invocation, sender, namespace, key)

    def RequestBackground(self, invocation, sender, window, options):
        say("background", reason=options["reason"])
        request = f"{PORTAL}/request/{sender[1:].replace('.', '_')}/{options['handle_token']}"
        invocation.return_value(GLib.Variant("(o)", (request,)))
        answer = {"background": GLib.Variant("b", self.is_willing), "autostart": GLib.Variant("b", False)}
        self.bus.emit_signal(sender, request, "org.freedesktop.portal.Request", "Response",
                             GLib.Variant("(ua{sv})", (0, answer)))

    def AddNotification(self, invocation, sender, application, identifier, notification):
        say("notification", application=application, identifier=identifier, **notification)
        invocation.return_value(None)

    def RemoveNotification(self, invocation, sender, application, identifier):
        invocation.return_value(None)

    def chosen(self, channel, condition):
        line = sys.stdin.readline().strip()
        if not line:
            self.loop.quit()
            return False
        self.scheme = DARK if line == "dark" else LIGHT
        self.bus.emit_signal(None, PORTAL, "org.freedesktop.portal.Settings", "SettingChanged",
                             GLib.Variant("(ssv)", (APPEARANCE, "color-scheme", GLib.Variant("u", self.scheme))))
        return True


desktop = FakeDesktop(is_willing="refuse" not in sys.argv)
say("ready")
desktop.loop.run()
