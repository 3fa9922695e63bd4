// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import java.io.BufferedReader;
import java.time.Clock;
import java.util.function.Function;
import org.rekindle.worker.runs.Recoveries;
import org.rekindle.worker.runs.TemporalAddress;
import org.rekindle.worker.runs.TemporalRecoveries;

/**
 * What the commands stand on.
 *
 * @param connect opens the runs of the fleet
 * @param person who is at the keyboard
 * @param input what the person types
 * @param signer signs approvals with a person's own key
 * @param login has a person log in to approve
 * @param interactive whether a person is there to be asked
 * @param unicode whether the terminal shows more than ASCII
 */
record CliContext(
        Function<TemporalAddress, Recoveries> connect,
        Clock clock,
        String person,
        BufferedReader input,
        SshSigner signer,
        ProviderLogin login,
        boolean interactive,
        boolean unicode) {

    /** The real thing. */
    static CliContext ofThisProcess() {
        return new CliContext(
                TemporalRecoveries::connect,
                Clock.systemUTC(),
                System.getProperty("user.name", "unknown"),
                Terminal.input(),
                new SshKeygen(),
                new DeviceProviderLogin(),
                Terminal.isInteractive(),
                Terminal.isUnicode());
    }
}
