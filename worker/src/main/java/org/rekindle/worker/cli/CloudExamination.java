// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.rekindle.activities.openstack.doctor.CloudDoctor;
import org.rekindle.activities.openstack.doctor.CloudFinding;
import org.rekindle.workflows.model.fleet.ClusterProfile;

/** {@code rekindle doctor --cloud}: looks at a cloud and shows what it found. */
final class CloudExamination {

    private final List<CloudFinding> findings;

    private CloudExamination(List<CloudFinding> findings) {
        this.findings = findings;
    }

    /**
     * Looks at a cloud, and whether these clusters of a fleet could be rebuilt there.
     *
     * @param progress gets a line before each step
     */
    static CloudExamination of(Path cloudsFile, String cloud, List<ClusterProfile> clusters, PrintWriter progress) {
        CloudDoctor doctor = new CloudDoctor(CloudAccess.forLooks(cloudsFile), Clock.systemUTC());
        return new CloudExamination(doctor.examine(cloud, clusters, step -> {
            progress.println("Asking " + step + " of " + cloud + " (each answer may take "
                    + CloudAccess.LOOK_TIMEOUT.toSeconds() + " s) …");
            progress.flush();
        }));
    }

    List<CloudFinding> findings() {
        return findings;
    }

    int exitCode() {
        return CloudDoctor.isFit(findings) ? ExitCode.OK : ExitCode.CONFIGURATION;
    }

    /** A line for each finding, its cure below it, and the sum at the end. */
    void print(PrintWriter out, Style style) {
        for (CloudFinding finding : findings) {
            out.println(sign(finding, style) + " " + style.bold(finding.about() + ":") + " " + finding.sentence());
            if (finding.cure() != null) {
                out.println("    " + style.faint("cure: ") + finding.cure());
            }
        }
        long stops = findings.stream()
                .filter(finding -> finding.status() == CloudFinding.Status.STOPS)
                .count();
        out.println();
        out.println(sum(stops));
    }

    private static String sum(long stops) {
        if (stops == 0) {
            return "Nothing was found that would stop a recovery.";
        }
        if (stops == 1) {
            return "1 thing would stop a recovery.";
        }
        return stops + " things would stop a recovery.";
    }

    private static String sign(CloudFinding finding, Style style) {
        return switch (finding.status()) {
            case OK -> style.good("ok   ");
            case NOTE -> style.attention("note ");
            case STOPS -> style.bad("STOPS");
        };
    }
}
