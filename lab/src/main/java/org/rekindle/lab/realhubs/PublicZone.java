// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.realhubs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The records of {@code lab.example}, which the name server of a plane reads anew when they have changed. */
public final class PublicZone {

    /** The zone's name. */
    static final String NAME = "lab.example";

    /** A name server takes a zone for changed when this has grown. */
    private static final Pattern SERIAL = Pattern.compile("(?<=hostmaster )\\d+");

    private final Path file;

    /** @param file which may be a link, and exists as soon as a plane has run */
    PublicZone(Path file) {
        this.file = file;
    }

    /** The address of a name below the zone's, without the zone's; empty where it has none. */
    public Optional<String> address(String name) {
        return record(name).matcher(read()).results().findFirst().map(found -> found.group(1));
    }

    /**
     * Has a name lead to an address and to no other, as a person does it.
     *
     * @return false when it does already
     */
    public boolean set(String name, String address) {
        String records = read();
        if (address(name).filter(address::equals).isPresent()) {
            return false;
        }
        String others = record(name).matcher(records).replaceAll("");
        String changed = SERIAL.matcher(others).replaceFirst(PublicZone::next);
        write(changed + name + " 5 IN A " + address + "\n");
        return true;
    }

    private static String next(MatchResult serial) {
        return String.valueOf(Long.parseLong(serial.group()) + 1);
    }

    private static Pattern record(String name) {
        return Pattern.compile("^" + Pattern.quote(name) + " \\d+ IN A (\\S+)\\n", Pattern.MULTILINE);
    }

    private String read() {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read the zone " + file, unreadable);
        }
    }

    /** At once, so that no name server reads half of it. */
    private void write(String records) {
        try {
            Path own = file.toRealPath();
            Path next = Files.writeString(own.resolveSibling(own.getFileName() + ".next"), records);
            Files.move(next, own, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException unwritable) {
            throw new UncheckedIOException("cannot write the zone " + file, unwritable);
        }
    }
}
