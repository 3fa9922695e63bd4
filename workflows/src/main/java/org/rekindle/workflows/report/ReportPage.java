// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.api.Identifiers;
import org.rekindle.workflows.decide.text.Sentences;
import org.rekindle.workflows.decide.text.Text;
import org.rekindle.workflows.model.approval.Approval;
import org.rekindle.workflows.model.approval.ApprovalSignature;
import org.rekindle.workflows.model.approval.ApprovalText;
import org.rekindle.workflows.model.approval.RequestText;
import org.rekindle.workflows.model.approval.SignedText;
import org.rekindle.workflows.model.observation.CloudCluster;
import org.rekindle.workflows.model.observation.Observation;
import org.rekindle.workflows.model.observation.ServedCertificate;
import org.rekindle.workflows.model.observation.Shape;
import org.rekindle.workflows.model.plan.RecoveryPlan;
import org.rekindle.workflows.model.plan.SealedPlan;
import org.rekindle.workflows.model.plan.StepId;
import org.rekindle.workflows.model.run.NotProven;
import org.rekindle.workflows.model.run.NotPutBack;
import org.rekindle.workflows.model.run.Outcome;
import org.rekindle.workflows.model.run.RecoveryView;
import org.rekindle.workflows.teardown.ApprovalCheck;

/** The report of a run, in the form that incident reports have. */
public final class ReportPage {

    private static final String PROVE =
            "Log in as a user would and start a server, before you tell users that they can work:"
                    + " it is not proven that they can.";

    private ReportPage() {}

    /**
     * The page, in Markdown.
     *
     * @param result what came of the run, in a sentence
     */
    public static String of(RecoveryView view, Outcome outcome, String result) {
        Markdown page = new Markdown();
        Instant end = view.timeline().get(view.timeline().size() - 1).at();
        page.line("# Recovery of " + view.cluster() + ", " + Markdown.time(view.startedAt()) + " UTC")
                .line("")
                .line(result)
                .line("");
        page.row("", "").row("---", "---");
        page.row("Outcome", Text.constant(outcome.name()));
        page.row("Began", Markdown.time(view.startedAt()) + " UTC");
        page.row("Took", Text.of(Duration.between(view.startedAt(), end)));
        page.row("Next expiry", utc(view.nextExpiry()));
        page.row("Run", view.runId());
        view.alerts().forEach(alert -> page.row("Alert", alert.source() + ": " + alert.summary()));
        if (view.diagnosis() != null) {
            page.heading("What was the matter").line(Sentences.of(view.diagnosis()));
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
                        Markdown.time(each.at()), Text.constant(each.phase().name()), each.what()));
        if (!view.leftOvers().isEmpty()) {
            page.heading("Left over in the cloud");
            page.bullets(view.leftOvers().stream()
                    .map(each -> each.type() + " " + each.name() + " (" + each.id() + ")")
                    .toList());
            sweep(page, view);
        }
        before(page, view.before(), view.after());
        notProven(page, view, outcome);
        notPutBack(page, view.notPutBack());
        page.heading("What comes next").bullets(next(view, outcome));
        return page.toString();
    }

    /** What is not known of a cluster that was recovered. */
    private static void notProven(Markdown page, RecoveryView view, Outcome outcome) {
        if (outcome.renewed() && !view.notProven().isEmpty()) {
            page.heading("What was not proven")
                    .bullets(view.notProven().stream().map(NotProven::sentence).toList());
        }
    }

    /** Names alone: the values are in the secret store. */
    private static void notPutBack(Markdown page, @Nullable NotPutBack lacking) {
        if (lacking == null) {
            return;
        }
        page.heading("What was rescued and not put back")
                .bullets(lacking.things())
                .line("")
                .line("It is in the secret store of the worker's machine, under `" + lacking.copy()
                        + "`: a file for `kubectl create -f`, whose values are secret. No later run puts it back;"
                        + " docs/by-hand/recover-cluster.md shows how, in step 8.");
    }

    private static void sweep(Markdown page, RecoveryView view) {
        Optional.ofNullable(view.plan())
                .map(plan -> plan.plan().identity())
                .ifPresent(old -> page.line("")
                        .line("`./rekindle cloud sweep " + view.cluster() + " --uuid " + old.uuid() + " --stack-id "
                                + old.stackId()
                                + "` shows which of it carries the old cluster's own mark and can be deleted."));
    }

    private static void decided(Markdown page, RecoveryView view) {
        page.heading("What was decided, and why").row("step", "choice", "why").row("---", "---", "---");
        view.decisions().forEach(each -> page.row(Sentences.step(each), Sentences.choice(each), Sentences.why(each)));
    }

    private static void plan(Markdown page, SealedPlan sealed, RecoveryView view) {
        RecoveryPlan plan = sealed.plan();
        page.heading("The plan").line("Sealed as `" + sealed.sha256() + "`.").line("");
        plan.steps().forEach(step -> page.line("1. " + step.what() + usually(step.expected())));
        if (!plan.releases().isEmpty()) {
            page.line("")
                    .line("What a redeploy needs, checked beforehand:")
                    .line("")
                    .bullets(plan.releases());
        }
        plan.ladder().stream()
                .flatMap(candidate -> candidate.warnings().stream()
                        .map(warning -> "Warning for " + candidate.template().name() + ": " + Sentences.of(warning)))
                .forEach(warning -> page.line("").line(warning));
        if (plan.remedy().tearsDown()) {
            page.line("").line("It destroys:").line("").bullets(plan.destroys());
            page.line("").line("What becomes of the data:").line("").bullets(plan.data());
            page.line("").line(approved(view.approval()));
            requester(page, plan, view.approval());
            signatures(page, view);
        }
    }

    private static String usually(Duration expected) {
        if (expected.isZero()) {
            return "";
        }
        return " Usually " + Text.of(expected) + ".";
    }

    private static String approved(@Nullable Approval approval) {
        if (approval == null) {
            return "No one approved it.";
        }
        String approved = "Approved by " + Markdown.plain(approval.names().replaceAll("\\R", " ")) + " at "
                + Markdown.time(approval.givenAt()) + " UTC.";
        if (approval.signatures().isEmpty() && !ApprovalCheck.isPolicy(approval.by())) {
            return approved + " Names are claims: nothing proves who approved.";
        }
        return approved;
    }

    private static void requester(Markdown page, RecoveryPlan plan, @Nullable Approval approval) {
        if (plan.signedRequest() && approval != null && approval.request() == null) {
            page.line("")
                    .line("The requester is unknown: no one signed for the run, so one more person had to approve.");
        }
    }

    /** Text and signature as they were signed, so that whoever has the public key can check them without Rekindle. */
    private static void signatures(Markdown page, RecoveryView view) {
        Approval approval = view.approval();
        if (approval == null) {
            return;
        }
        String id = Identifiers.workflowId(view.cluster());
        ApprovalSignature request = approval.request();
        if (request != null) {
            page.line("").line(request.by() + " asked for the run, and signed for it.");
            signature(page, new RequestText(view.cluster(), id, view.runId(), request.by(), request.at()), request);
        }
        for (ApprovalSignature each : approval.signatures()) {
            ApprovalText text =
                    new ApprovalText(view.cluster(), id, view.runId(), approval.planSha256(), each.by(), each.at());
            signature(page, text, each);
        }
    }

    private static void signature(Markdown page, SignedText text, ApprovalSignature signature) {
        page.line("");
        if (signature.fromLogin()) {
            page.line("What " + text.by()
                    + " signed is an ID token. It says more about the person than their name, so the"
                    + " history of the run alone has it.");
            return;
        }
        page.line("What " + text.by() + " signed, and the signature:")
                .line("")
                .line("```text")
                .line(text.toString().strip())
                .line("```")
                .line("")
                .line("```text")
                .line(signature.armored().strip())
                .line("```");
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
        new TreeMap<>(shape.labels()).forEach((label, value) -> facts.add("Label " + label + "=" + value));
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
            case REDEPLOYED_NOT_PROVEN -> List.of(PROVE);
            case RENEWED, HEALTHY, REDEPLOYED -> List.of("Nothing; the survey watches the next expiry.");
            case PLANNED -> List.of("Start the run without --dry-run.");
            case HANDED_TO_HUMAN ->
                List.of("A human takes over: "
                        + view.timeline().get(view.timeline().size() - 1).what());
            case REJECTED, ABORTED -> List.of("The cluster is as the timeline leaves it; start again to recover it.");
        };
    }

    private static List<String> afterRebuild(RecoveryView view) {
        List<String> next = new ArrayList<>(List.of(
                "Point public DNS names at the new cluster where no proof shows that they lead there, and whatever else"
                        + " knows the old address.",
                "Where the fleet file names the cluster by UUID, write the new one there" + newUuid(view.after())
                        + "; until then surveys and later runs go by what this run has remembered.",
                "Hand the new kubeconfig to whatever used the old one and did not get it by `handOff:`; the certificate"
                        + " authority is new too."));
        if (view.decisions().stream().anyMatch(each -> each.step() == StepId.VOLUMES)) {
            next.add("Attach the volumes that were kept to what needs them.");
        }
        if (!view.leftOvers().isEmpty()) {
            next.add("Look at what is left over in the cloud.");
        }
        return List.copyOf(next);
    }

    private static String newUuid(@Nullable Observation after) {
        if (after == null || after.cloud() == null) {
            return "";
        }
        return " (`magnum: " + uuid(after.cloud()) + "`)";
    }

    private static String uuid(@Nullable CloudCluster cluster) {
        return cluster == null ? "none" : cluster.identity().uuid().value();
    }

    private static String version(@Nullable CloudCluster cluster) {
        return cluster == null ? "none" : String.valueOf(cluster.kubernetesVersion());
    }

    private static String address(@Nullable CloudCluster cluster) {
        return cluster == null ? "none" : String.valueOf(cluster.apiAddress());
    }

    private static String notAfter(Observation seen) {
        ServedCertificate served = seen.certificate().certificate();
        if (served == null) {
            return utc(null);
        }
        return utc(served.notAfter());
    }

    private static String utc(@Nullable Instant end) {
        if (end == null) {
            return "not seen";
        }
        return Markdown.time(end) + " UTC";
    }

    private static String yes(boolean answers) {
        return answers ? "yes" : "no";
    }
}
