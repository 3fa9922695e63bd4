// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cli;

import java.time.Duration;
import org.rekindle.worker.fleet.Durations;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Durations on the command line, written as in the fleet file. */
final class DurationConverter implements ITypeConverter<Duration> {

    @Override
    public Duration convert(String text) {
        try {
            Duration duration = Durations.parse(text);
            if (duration.isZero()) {
                throw new TypeConversionException("must be longer than nothing");
            }
            return duration;
        } catch (IllegalArgumentException notOne) {
            throw new TypeConversionException(notOne.getMessage());
        }
    }
}
