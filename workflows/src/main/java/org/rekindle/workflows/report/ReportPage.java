// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.decide.Words;
import org.rekindle.workflows.model.CloudCluster;
import org.rekindle.workflows.model.ClusterIdentity;
import org.rekindle.workflows.model.NotProven;
import org.rekindle.workflows.model.Observation;
import org.rekindle.workflows.model.Outcome;
import org.rekindle.workflows.model.RecoveryPlan;
import org.rekindle.workflows.model.RecoveryView;
import org.rekindle.workflows.model.SealedPlan;
import org.rekindle.workflows.model.Shape;

/** The report of a run, in the form that incident reports have. */
public final class ReportPage {

    private static final String PROVE =
            "Log in as a user would and start a server, before you tell users that they can work:"
                    + " it is not proven that they can.";

    private ReportPage() {}

    /** The page, in Markdown. */
    public static String of(RecoveryView view, Outcome outcome) {
        Markdown page = new Markdown();
        Instant end = view.timeline().get(view.timeline().size() - 1).at();
        page.line("# Recovery of " + view.cluster() + ", " + Markdown.time(view.startedAt()) + " UTC")
                .line("");
        page.row("", "").row("---", "---");
        page.row("Outcome", Words.constant(outcome.name()));
        page.row("Began", Markdown.time(view.startedAt()) + " UTC");
        page.row("Took", Words.of(Duration.between(view.startedAt(), end)));
        page.row("Next expiry", view.nextExpiry() == null ? "not seen" : Markdown.time(view.nextExpiry()) + " UTC");
        page.row("Run", view.runId());
        view.alerts().forEach(alert -> page.row("Alert", alert.source() + ": " + alert.summary()));
        if (view.diagnosis() != null) {
            page.heading("What was the matter").line(view.diagnosis().sentence());
            page.heading("What was seen").bullets(view.diagnosis().facts());
        }
        decided(page, view);
        if (view.plan() != null) {
            plan(page, view.plan(), view);
            if (view.plan().plan().shape() != null) {
                shape(page, view.plan().plan().shape());
            }
        }
        page.heading("Timeline (UTC)").row("time", "phase", "what").row("---", "---", "---");
        view.timeline()
                .forEach(each -> page.row(
                        Markdown.time(each.at()), Words.constant(each.phase().name()), each.what()));
        if (!view.leftOvers().isEmpty()) {
            page.heading("Left over in the cloud");
            page.bullets(view.leftOvers().stream()
                    .map(each -> each.type() + " " + each.name() + " (" + each.id() + ")")
                    .toList());
            sweep(page, view);
        }
        before(page, view.before(), view.after());
        notProven(page, view, outcome);
        page.heading("What comes next").bullets(next(view, outcome));
        return page.toString();
    }

    /** What nobody knows of a cluster that was mended. */
    private static void notProven(Markdown page, RecoveryView view, Outcome outcome) {
        if (outcome.mended() && !view.notProven().isEmpty()) {
            page.heading("What was not proven")
                    .bullets(view.notProven().stream().map(NotProven::sentence).toList());
        }
    }

    private static void sweep(Markdown page, RecoveryView view) {
        SealedPlan plan = view.plan();
        ClusterIdentity old = plan == null ? null : plan.plan().identity();
        if (old != null) {
            page.line("")
                    .line("`./rekindle cloud sweep " + view.cluster() + " --uuid " + old.uuid() + " --stack-id "
                            + old.stackId()
                            + "` shows which of it carries the old cluster's own mark and can be deleted.");
        }
    }

    private static void decided(Markdown page, RecoveryView view) {
        page.heading("What was decided, and why").row("step", "choice", "why").row("---", "---", "---");
        view.decisions().forEach(each -> page.row(each.step(), each.choice(), each.why()));
    }

    private static void plan(Markdown page, SealedPlan sealed, RecoveryView view) {
        RecoveryPlan plan = sealed.plan();
        page.heading("The plan").line("Sealed as `" + sealed.sha256() + "`.").line("");
        plan.steps()
                .forEach(step -> page.line("1. " + step.what()
                        + (step.expected().isZero() ? "" : " Usually " + Words.of(step.expected()) + ".")));
        if (!plan.releases().isEmpty()) {
            page.line("").line("The releases, rendered beforehand:").line("").bullets(plan.releases());
        }
        plan.ladder().stream()
                .flatMap(rung -> rung.warnings().stream()
                        .map(warning -> "Warning for " + rung.template().name() + ": " + warning))
                .forEach(warning -> page.line("").line(warning));
        if (plan.remedy().tearsDown()) {
            page.line("").line("It destroys:").line("").bullets(plan.destroys());
            page.line("")
                    .line(
                            view.approval() == null
                                    ? "Nobody approved it."
                                    : "Approved by " + view.approval().names() + " at "
                                            + Markdown.time(view.approval().givenAt()) + ".");
        }
    }

    /** What a rebuild by hand would need to know, when the run has not come so far itself. */
    private static void shape(Markdown page, Shape shape) {
        page.heading("The shape that was kept");
        List<String> facts = new ArrayList<>();
        facts.add("Control plane: " + shape.masterCount() + " × " + known(shape.masterFlavor()));
        shape.nodeGroups()
                .forEach(group -> facts.add("Node group " + group.name() + ": " + group.count() + " × " + group.flavor()
                        + ", from " + known(group.min()) + " to " + known(group.max())));
        facts.add("Keypair: " + known(shape.keypair()));
        facts.add("Fixed network: " + known(shape.fixedNetwork()) + ", subnet: " + known(shape.fixedSubnet()));
        facts.add("Load balancer of the API: " + known(shape.masterLoadBalancer()) + ", floating IPs: "
                + known(shape.floatingIp()));
        shape.labels().forEach((label, value) -> facts.add("Label " + label + "=" + value));
        page.bullets(facts);
    }

    private static String known(@Nullable Object value) {
        return value == null ? "(not set)" : value.toString();
    }

    private static void before(Markdown page, @Nullable Observation before, @Nullable Observation after) {
        if (before == null || after == null) {
            return;
        }
        page.heading("Before and after").row("", "before", "after").row("---", "---", "---");
        page.row("UUID", uuid(before.cloud()), uuid(after.cloud()));
        page.row("Kubernetes", version(before.cloud()), version(after.cloud()));
        page.row("API", address(before.cloud()), address(after.cloud()));
        page.row("Certificate ends", notAfter(before), notAfter(after));
        page.row("API answers", yes(before.api().answers()), yes(after.api().answers()));
    }

    private static List<String> next(RecoveryView view, Outcome outcome) {
        return switch (outcome) {
            case RECOVERED -> afterRebuild(view);
            case REBUILT_NOT_PROVEN -> {
                List<String> next = new ArrayList<>(List.of(PROVE));
                next.addAll(afterRebuild(view));
                yield List.copyOf(next);
            }
            case RENEWED_NOT_PROVEN -> List.of(PROVE, "The survey watches the next expiry.");
            case RENEWED, HEALTHY -> List.of("Nothing; the survey watches the next expiry.");
            case PLANNED -> List.of("Start the run without --dry-run.");
            case HANDED_TO_HUMAN ->
                List.of("A human takes over: "
                        + view.timeline().get(view.timeline().size() - 1).what());
            case REJECTED, ABORTED ->
                List.of("The cluster is as the timeline leaves it; start again when it should be mended.");
        };
    }

    private static List<String> afterRebuild(RecoveryView view) {
        return List.of(
                "Point public DNS names and whatever else knows the old address at the new cluster.",
                "Where the fleet file names the cluster by UUID, write the new one there"
                        + (view.after() == null || view.after().cloud() == null
                                ? ""
                                : " (`magnum: " + uuid(view.after().cloud()) + "`)")
                        + "; until then surveys and later runs go by what this run has remembered.",
                "Hand the new kubeconfig to whatever used the old one; the certificate authority is new too.",
                "Look at what is left over in the cloud.");
    }

    private static String uuid(@Nullable CloudCluster cluster) {
        return cluster == null ? "none" : cluster.identity().uuid();
    }

    private static String version(@Nullable CloudCluster cluster) {
        return cluster == null ? "none" : String.valueOf(cluster.kubernetesVersion());
    }

    private static String address(@Nullable CloudCluster cluster) {
        return cluster == null ? "none" : String.valueOf(cluster.apiAddress());
    }

    private static String notAfter(Observation seen) {
        return seen.certificate().certificate() == null
                ? "not seen"
                : Markdown.time(seen.certificate().certificate().notAfter()) + " UTC";
    }

    private static String yes(boolean answers) {
        return answers ? "yes" : "no";
    }
}
