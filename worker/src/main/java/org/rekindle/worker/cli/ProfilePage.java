// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import java.util.List;
import java.util.stream.Collectors;
import org.rekindle.worker.fleet.Durations;
import org.rekindle.workflows.model.ClusterProfile;
import org.rekindle.workflows.model.Deadlines;
import org.rekindle.workflows.model.NodeGroupShape;
import org.rekindle.workflows.model.Policy;
import org.rekindle.workflows.model.Shape;

/** A cluster's profile for people. */
final class ProfilePage {

    private ProfilePage() {}

    static String of(ClusterProfile profile) {
        Policy policy = profile.policy();
        Deadlines deadlines = policy.deadlines();
        return new Table(profile.cluster(), "")
                .row("cloud", profile.cloud())
                .row("magnum", profile.magnumCluster())
                .row("shape", shape(profile.shape()))
                .row("templates", String.join(", ", profile.templates()))
                .row(
                        "releases",
                        profile.releases().stream()
                                .map(release -> release.namespace() + "/" + release.name())
                                .collect(Collectors.joining(", ")))
                .row("hub", profile.verification().hubUrl())
                .row("binder", profile.verification().binderUrl())
                .row("build", profile.verification().buildSpec())
                .row("scale-up", profile.verification().scaleUpGroup())
                .row("upgrade", policy.upgrade().name())
                .row("templates chosen", policy.templates().name())
                .row("teardown", policy.approval().preApproved() ? "pre-approved" : "needs an approval")
                .row("approvers", anyone(policy.approval().approvers()))
                .row("approval valid for", Durations.format(policy.approval().validFor()))
                .row("deadline answer", Durations.format(deadlines.answer()))
                .row("deadline upgrade", Durations.format(deadlines.upgrade()))
                .row("deadline delete", Durations.format(deadlines.delete()))
                .row("deadline create", Durations.format(deadlines.create()))
                .row("deadline node group", Durations.format(deadlines.nodeGroup()))
                .row("deadline verify", Durations.format(deadlines.verify()))
                .row("deadline approval", Durations.format(deadlines.approval()))
                .row("renews before expiry", Durations.format(policy.renewBefore()))
                .row("looks every", Durations.format(policy.pollEvery()))
                .row("keeps volumes", policy.keepVolumes() ? "yes" : "no")
                .toString();
    }

    private static String shape(@org.jspecify.annotations.Nullable Shape shape) {
        if (shape == null) {
            return "as it is";
        }
        return shape.nodeGroups().stream().map(ProfilePage::nodeGroup).collect(Collectors.joining(", "));
    }

    private static String nodeGroup(NodeGroupShape group) {
        String scaling = group.max() == null ? "" : " up to " + group.max();
        return group.count() + scaling + " " + group.name() + " (" + group.flavor() + ")";
    }

    private static String anyone(List<String> approvers) {
        return approvers.isEmpty() ? "anyone but the one who asked" : String.join(", ", approvers);
    }
}
