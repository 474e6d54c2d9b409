# SPDX-License-Identifier: GPL-3.0-or-later
"""No colour of the window is written down: each follows the desktop's style, contrast and accent.

Style sheets mix what libadwaita names; blueprints and code name no colour at all. Icons that are drawn in one colour
are coloured by the toolkit, and the program's own is a picture: neither is looked at here.
"""

import pathlib
import re
import sys

import tap

# CSS Color Module Level 4, 6.1; "transparent" and "currentColor" are none of them.
NAMES = """
    aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue blueviolet brown burlywood
    cadetblue chartreuse chocolate coral cornflowerblue cornsilk crimson cyan darkblue darkcyan darkgoldenrod darkgr[ae]y
    darkgreen darkkhaki darkmagenta darkolivegreen darkorange darkorchid darkred darksalmon darkseagreen darkslateblue
    darkslategr[ae]y darkturquoise darkviolet deeppink deepskyblue dimgr[ae]y dodgerblue firebrick floralwhite
    forestgreen fuchsia gainsboro ghostwhite gold goldenrod gr[ae]y green greenyellow honeydew hotpink indianred indigo
    ivory khaki lavender lavenderblush lawngreen lemonchiffon lightblue lightcoral lightcyan lightgoldenrodyellow
    lightgr[ae]y lightgreen lightpink lightsalmon lightseagreen lightskyblue lightslategr[ae]y lightsteelblue lightyellow
    lime limegreen linen magenta maroon mediumaquamarine mediumblue mediumorchid mediumpurple mediumseagreen
    mediumslateblue mediumspringgreen mediumturquoise mediumvioletred midnightblue mintcream mistyrose moccasin
    navajowhite navy oldlace olive olivedrab orange orangered orchid palegoldenrod palegreen paleturquoise palevioletred
    papayawhip peachpuff peru pink plum powderblue purple rebeccapurple red rosybrown royalblue saddlebrown salmon
    sandybrown seagreen seashell sienna silver skyblue slateblue slategr[ae]y snow springgreen steelblue tan teal thistle
    tomato turquoise violet wheat white whitesmoke yellow yellowgreen
""".split()

HEX = r"#[0-9a-f]{3,8}\b"
FUNCTION = r"\b(?:rgb|hsl|hwb|lab|lch|oklab|oklch)a?\s*\("
NAME = rf"(?<![-\w])(?:{'|'.join(NAMES)})(?![-\w])"

# Of the text of a file of this kind: where a colour could stand, and what would be one there.
KINDS = {
    ".css": (r":[^;{}]*[;}]", rf"{HEX}|{FUNCTION}|{NAME}"),
    ".blp": (r'"[^"]*"|\'[^\']*\'', rf"{HEX}|{FUNCTION}|\b(?:fg|bg|fore|back)?(?:color|ground)\s*="),
    ".c": (
        r'"[^"\n]*"|\w+ \(\s*\w*|\(\w+\) \{',
        rf"{HEX}|{FUNCTION}|\b(?:fg|bg|fore|back)?(?:color|ground)\s*=|gdk_rgba_parse"
        r"|pango_attr_(?:fore|back)ground_new \(\s*\d|\(GdkRGBA\) \{",
    ),
}

PROOFS = {
    ".css": [".a { color: #FFF; }", ".a { background: rgb(1 2 3 / 5%); }", ".a { border: 1px solid Red; }"],
    ".blp": ["label: '<span fgcolor=\"blue\">a</span>';", 'css: "#abcdef";'],
    ".c": [
        'css = "* { color: rgba(1, 2, 3); }";',
        'gdk_rgba_parse (&rgba, "red");',
        "a = (GdkRGBA) { 1, 0, 0, 1 };",
        "pango_attr_foreground_new (0, 65535, 0);",
    ],
}

root = pathlib.Path(sys.argv[1])


def find(kind, text):
    place, colour = KINDS[kind]
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    return [
        found.group() for at in re.finditer(place, text) for found in re.finditer(colour, at.group(), re.I)
    ]


def check(item):
    if isinstance(item, tuple):  # what the check would not notice it need not look for
        return "" if find(*item) else "nothing was noticed"
    return "\n".join(f"the colour {each}" for each in find(item.suffix, (root / item).read_text(encoding="utf-8")))


files = [
    pathlib.Path(folder) / path
    for folder, suffixes in (("resources", (".css", ".blp")), ("src/app", (".c",)))
    for path in tap.project_files(root / folder, *suffixes)
]
tap.report(check, [(kind, text) for kind, texts in PROOFS.items() for text in texts] + files)
