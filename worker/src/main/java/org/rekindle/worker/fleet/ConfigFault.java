// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import org.rekindle.activities.http.UrlSecrets;

/**
 * Something wrong in a file that people write.
 *
 * @param line counted from 1
 * @param key where it is, such as {@code clusters.pythia.releases[0].name}; empty for the file as a whole
 * @param problem what is wrong
 * @param cure what to write instead
 */
public record ConfigFault(String file, int line, String key, String problem, String cure) {

    private static final int LONGEST = 800;

    /** Takes users, passwords and tokens out of URLs in all that is quoted, and shortens what is huge. */
    public ConfigFault {
        key = shortened(UrlSecrets.hide(key));
        problem = shortened(UrlSecrets.hide(problem));
        cure = shortened(UrlSecrets.hide(cure));
    }

    private static String shortened(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        return text.substring(0, LONGEST / 2) + "…" + text.substring(text.length() - LONGEST / 2);
    }

    /** {@code file:line: key: what is wrong; cure}. */
    @Override
    public String toString() {
        return file + ":" + line + ": " + (key.isEmpty() ? "" : key + ": ") + problem + "; " + cure;
    }
}
