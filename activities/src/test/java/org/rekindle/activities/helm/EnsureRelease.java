// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.helm;

import java.nio.file.Path;
import org.rekindle.activities.kubernetes.KubernetesClients;
import org.rekindle.activities.secrets.FileSecretStore;
import org.rekindle.workflows.api.HelmActivities.ReleaseOutcome;
import org.rekindle.workflows.api.HelmActivities.ReleaseRequest;

/** A worker with one task, in a process of its own that a test can kill: folder of the store, reference, name, chart, values. */
final class EnsureRelease {

    private EnsureRelease() {}

    public static void main(String[] arguments) {
        HelmJavaActivities activities =
                new HelmJavaActivities(new KubernetesClients(new FileSecretStore(Path.of(arguments[0]))));
        ReleaseOutcome outcome = activities.ensureRelease(new ReleaseRequest(
                "test", arguments[1], HelmReleaseIT.release(arguments[2], arguments[3], arguments[4])));
        System.out.println(outcome);
        System.exit(outcome.deployed() ? 0 : 1);
    }
}
