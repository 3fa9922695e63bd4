// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.realhubs;

import java.util.List;
import java.util.regex.Pattern;

/** A person who sets records of {@code lab.example} as a request names them. */
public final class Registrar {

    /** As a zone file has them. */
    private static final Pattern RECORD =
            Pattern.compile("\\b([\\w-]+)\\." + Pattern.quote(PublicZone.NAME) + "\\. \\d+ IN A ([0-9.]*[0-9])");

    private final PublicZone zone;

    /** @param zone that the person may change */
    public Registrar(PublicZone zone) {
        this.zone = zone;
    }

    /**
     * Sets all records that a request names.
     *
     * @return those that were others before
     */
    public List<String> heed(String request) {
        return RECORD.matcher(request)
                .results()
                .filter(record -> zone.set(record.group(1), record.group(2)))
                .map(record -> record.group(1) + "." + PublicZone.NAME + " " + record.group(2))
                .toList();
    }
}
