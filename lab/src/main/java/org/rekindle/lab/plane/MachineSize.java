// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.plane;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The sizes of machines that the lab's cloud offers: those of Jetstream2's m3 family. */
public enum MachineSize {
    M3_TINY("m3.tiny", 1, 3),
    M3_SMALL("m3.small", 2, 6),
    M3_QUAD("m3.quad", 4, 15),
    M3_MEDIUM("m3.medium", 8, 30),
    M3_LARGE("m3.large", 16, 60),
    M3_XL("m3.xl", 32, 125),
    M3_2XL("m3.2xl", 64, 250);

    private final String title;
    private final int cpus;
    private final int memoryGib;

    MachineSize(String title, int cpus, int memoryGib) {
        this.title = title;
        this.cpus = cpus;
        this.memoryGib = memoryGib;
    }

    /**
     * Finds a flavor by the name that OpenStack gives it.
     *
     * @throws IllegalArgumentException naming those that exist
     */
    public static MachineSize named(String name) {
        return Arrays.stream(values())
                .filter(flavor -> flavor.title.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the lab has no flavor \"" + name + "\", only "
                        + Arrays.stream(values()).map(MachineSize::title).collect(Collectors.joining(", "))));
    }

    /** The name, such as {@code m3.quad}. */
    public String title() {
        return title;
    }

    /** Virtual processors. */
    public int cpus() {
        return cpus;
    }

    /** Memory in GiB. */
    public int memoryGib() {
        return memoryGib;
    }
}
