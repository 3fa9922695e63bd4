// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.decide.text.Text;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.fleet.NamedHub;
import org.rekindle.workflows.model.observation.NodeGroupShape;
import org.rekindle.workflows.model.observation.Shape;
import org.rekindle.workflows.model.policy.Deadlines;
import org.rekindle.workflows.model.policy.Policy;
import org.rekindle.workflows.verify.VerificationChecks;
import org.rekindle.workflows.verify.VerificationKey;

/** A cluster's profile for people. */
final class ProfilePage {

    private ProfilePage() {}

    static String of(ClusterProfile profile) {
        Policy policy = profile.policy();
        Deadlines deadlines = policy.deadlines();
        Table page = new Table(profile.cluster(), "")
                .row("cloud", profile.cloud())
                .row("magnum", profile.magnumCluster())
                .row("shape", shape(profile.shape()))
                .row("templates", String.join(", ", profile.templates()))
                .row("deploy", profile.deployNames());
        for (VerificationKey key : VerificationChecks.keys()) {
            page.row(key.label(), value(key, key.value().apply(profile.verification())));
        }
        for (NamedHub hub : profile.verification().everyHub()) {
            if (!hub.name().isEmpty()) {
                page.row(
                        "hub " + hub.name(),
                        String.join(", ", hub.verification().hubUrls()));
            }
        }
        return page.row("upgrade", policy.upgrade().name())
                .row("templates chosen", policy.templates().name())
                .row("teardown", teardown(policy))
                .row("approvers", anyone(policy.approval().approvers()))
                .row("approvals signed", signed(policy))
                .row("requester signs", requester(policy))
                .row("operators", operators(policy))
                .row("answers signed", yesOrNo(policy.approval().signedAnswers()))
                .row("approval valid for", Text.of(policy.approval().validFor()))
                .row("deadline request", Text.of(deadlines.request()))
                .row("deadline upgrade", Text.of(deadlines.upgrade()))
                .row("deadline delete", Text.of(deadlines.delete()))
                .row("deadline create", Text.of(deadlines.create()))
                .row("deadline node group", Text.of(deadlines.nodeGroup()))
                .row("deadline verify", Text.of(deadlines.verify()))
                .row("deadline approval", Text.of(deadlines.approval()))
                .row("renews before expiry", Text.of(policy.renewBefore()))
                .row("polls every", Text.of(policy.pollEvery()))
                .row("keeps volumes", yesOrNo(policy.keepVolumes()))
                .row("notified always", AudienceText.always(profile.audience()))
                .row("notified of questions", AudienceText.questions(profile.audience()))
                .row("notified of an expiry", AudienceText.expiry(profile.audience()))
                .toString();
    }

    private static @Nullable String value(VerificationKey key, @Nullable String value) {
        if (value == null) {
            return null;
        }
        if (key.isTime()) {
            return Text.of(Duration.parse(value));
        }
        return value.replace("\n", ", ");
    }

    private static String teardown(Policy policy) {
        if (policy.approval().preApproved()) {
            return "pre-approved";
        }
        return "needs an approval";
    }

    private static String signed(Policy policy) {
        if (policy.approval().signed()) {
            return "yes, with the approver's key";
        }
        return "no: names are claims";
    }

    private static String requester(Policy policy) {
        return policy.approval().signedRequest() ? "yes, else one more must approve" : "no: the name is a claim";
    }

    private static String operators(Policy policy) {
        if (policy.approval().operators().isEmpty()) {
            return "anyone";
        }
        return String.join(", ", policy.approval().operators()) + ", and the approvers";
    }

    private static String yesOrNo(boolean value) {
        if (value) {
            return "yes";
        }
        return "no";
    }

    private static String shape(@Nullable Shape shape) {
        if (shape == null) {
            return "as it is";
        }
        return shape.nodeGroups().stream().map(ProfilePage::nodeGroup).collect(Collectors.joining(", "));
    }

    private static String nodeGroup(NodeGroupShape group) {
        String nameAndFlavor = " " + group.name() + " (" + group.flavor() + ")";
        if (group.max() == null) {
            return group.count() + nameAndFlavor;
        }
        return group.count() + " up to " + group.max() + nameAndFlavor;
    }

    private static String anyone(List<String> approvers) {
        if (approvers.isEmpty()) {
            return "anyone but the person who asked";
        }
        return String.join(", ", approvers);
    }
}
