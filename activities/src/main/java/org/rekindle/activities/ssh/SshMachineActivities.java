// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.tls.TlsProbe;
import org.rekindle.workflows.api.MachineActivities;
import org.rekindle.workflows.api.MachineActivities.MachineRenewal;
import org.rekindle.workflows.api.MachineActivities.MachineTarget;
import org.rekindle.workflows.api.TlsActivities;
import org.rekindle.workflows.model.observation.MachineSighting;
import org.rekindle.workflows.model.observation.ServedCertificate;

/**
 * Renews certificates by kubeadm on the machines themselves. Two shell scripts beside this class do the work there, so that an
 * operator can read them and run them by hand. Keys and kubeconfigs never leave the machine: only certificates do.
 */
public final class SshMachineActivities implements MachineActivities {

    private static final Duration LOOKING = Duration.ofMinutes(1);
    private static final Duration RENEWING = Duration.ofMinutes(10);
    private static final Duration ANSWER = Duration.ofSeconds(5);

    /** An API server that has just started serves within a minute. */
    private static final Duration UNTIL_SERVED = Duration.ofMinutes(3);

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final Clock clock;
    private final TlsActivities probe;

    /** Activities that judge by a clock. */
    public SshMachineActivities(Clock clock) {
        this.clock = clock;
        this.probe = new TlsProbe(ANSWER, ANSWER, clock);
    }

    @Override
    public MachineSighting look(MachineTarget target) {
        try (MachineShell shell = MachineShell.open(target)) {
            LookOutput seen = seen(shell, target);
            return state(seen, target).sighting(target.machine().host(), served(shell, seen));
        }
    }

    @Override
    public MachineRenewal renew(MachineTarget target) {
        try (MachineShell shell = MachineShell.open(target)) {
            LookOutput before = seen(shell, target);
            MachineState state = state(before, target);
            Map<String, String> variables = variables(target);
            variables.put(
                    "PKI",
                    Optional.ofNullable(before.pki()).orElse(target.access().kubernetesFolder() + "/pki"));
            variables.put("RENEW", state.isStale() ? "yes" : "no");
            variables.put(
                    "STAMP",
                    clock.instant().truncatedTo(ChronoUnit.SECONDS).toString().replace(':', '-'));
            Optional<String> node = before.node().filter(name -> state.needsKubelet() && !name.isEmpty());
            variables.put("KUBELET", node.isPresent() ? "yes" : "no");
            variables.put("NODE", "system:node:" + node.orElse(""));
            variables.put("SERVING", state.staleKubeletServer().orElse(""));
            String said = shell.run(script("renew.sh"), variables, RENEWING);
            LookOutput after = seen(shell, target);
            MachineState renewed = state(after, target);
            Instant served = awaitServed(shell, after, renewed);
            RenewedMachine outcome = new RenewedMachine(state, renewed, target.renewBefore(), clock.instant());
            List<String> sentences = new ArrayList<>(said(said, "SAID "));
            sentences.add(outcome.beforeAndAfter());
            List<String> open = new ArrayList<>(said(said, "OPEN "));
            open.addAll(outcome.open(served));
            return new MachineRenewal(
                    target.machine().host(), List.copyOf(sentences), renewed.certificates(), List.copyOf(open), served);
        }
    }

    /** What the machine's own API server serves once it serves the certificate of its file; otherwise what it served last. */
    private @Nullable Instant awaitServed(MachineShell shell, LookOutput seen, MachineState renewed) {
        Instant until = clock.instant().plus(UNTIL_SERVED);
        Instant expected = renewed.apiServer().orElse(null);
        while (true) {
            Instant served = served(shell, seen);
            if (seen.api() == null
                    || (served != null && served.equals(expected))
                    || !clock.instant().isBefore(until)) {
                return served;
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    private @Nullable Instant served(MachineShell shell, LookOutput seen) {
        LookOutput.Api api = seen.api();
        if (api == null) {
            return null;
        }
        ServedCertificate served = shell.served(api, probe).certificate();
        if (served == null) {
            return null;
        }
        return served.notAfter();
    }

    private static LookOutput seen(MachineShell shell, MachineTarget target) {
        return LookOutput.of(shell.run(script("look.sh"), variables(target), LOOKING));
    }

    private MachineState state(LookOutput seen, MachineTarget target) {
        return new MachineState(seen, clock.instant(), target.renewBefore());
    }

    private static List<String> said(String printed, String mark) {
        return printed.lines()
                .filter(line -> line.startsWith(mark))
                .map(line -> line.substring(mark.length()))
                .toList();
    }

    private static Map<String, String> variables(MachineTarget target) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("KUBERNETES", target.access().kubernetesFolder());
        return variables;
    }

    private static String script(String name) {
        try (InputStream in = SshMachineActivities.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The script " + name + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
