// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.text;

import org.rekindle.workflows.model.plan.ReasonCode;

/**
 * The sentence of each reason. <code>{name}</code> stands for a fact, <code>[name?text]</code> for a text that is said where the fact is
 * known, and <code>[!name?text]</code> for one that is said where it is not.
 */
final class Patterns {

    private static final String CHART = "chart {chart}[default? (the driver's default, the template names none)]";

    private Patterns() {}

    static String of(ReasonCode code) {
        return switch (code) {
            // What is wrong with the cluster, in the order in which it is looked for.
            case EXPIRED_AND_SILENT ->
                "Nothing is served, and the certificate {file} in the control plane's files expired at {end}.";
            case NO_CERTIFICATE_API_ANSWERS ->
                "No certificate could be seen, and the Kubernetes API answered all the same, over a connection "
                        + "that was verified. So it is reachable, and only the end of its certificate is not known: "
                        + "{detail}";
            case NO_CERTIFICATE -> "No certificate could be seen, so nothing is known about its expiry: {detail}";
            case SERVERS_DIFFER ->
                "Several connections to {address} met different certificates: {seen}. Not every API server has "
                        + "the same certificate.";
            case SERVERS_DIFFER_IN_AUTHORITY ->
                "Several connections to {address} met different certificates: {seen}. Not all of them come from "
                        + "the same authority.";
            case LOOKS_DIFFER ->
                "Two looks contradict each other: here a certificate is served that expires at {end}, and on the"
                        + " second path another one, which expires at {other}.";
            case LOOKS_DIFFER_NONE_SEEN ->
                "Two looks contradict each other: here a certificate is served that expires at {end}, and on the"
                        + " second path none was seen ({detail}).";
            case CLOCKS_DIFFER ->
                "It depends on the clock whether the certificate is valid: Temporal's says {temporal}, the "
                        + "worker's {worker}, {apart} apart, and the certificate is valid from {begin} to {end}.";
            case NOT_YET_VALID -> "The certificate is not valid before {begin}: a clock is wrong, there or here.";
            case AUTHORITY_EXPIRED ->
                "The cluster's certificate authority expired at {end}: nothing that it signed is valid any more,"
                        + " so only a rebuild helps.";
            case ETCD_AUTHORITY_EXPIRED ->
                "etcd's certificate authority expired at {end}: nothing that it signed is valid any more, so "
                        + "only a rebuild helps.";
            case AUTHORITY_ROTATED ->
                "Magnum's books hold another authority (key {named}) than the one that has signed the served "
                        + "certificate ([key?key {key}][!key?its key is not known]), and both have the name {issuer}: the "
                        + "authority was rotated in Magnum's books and not in the cluster. Magnum's kubeconfigs are of no "
                        + "use any more, and an upgrade would break the cluster. The served certificate [expired?expired "
                        + "at {end}][!expired?is valid until {end}].";
            case EXPIRED_BUT_API_ANSWERS ->
                "A certificate is served that expired at {end}, and the Kubernetes API answered all the same, to"
                        + " a client that accepts no such certificate.";
            case EXPIRED_OF_OTHER_AUTHORITY ->
                "A certificate is served that expired at {end}, and the authority that Magnum names has not "
                        + "signed it, so it may not be the cluster's.";
            case NOT_RESTARTED ->
                "The certificate that the API server serves expired at {end}, though one that is valid until "
                        + "{renewed} lies in its files: the API server was not restarted after the renewal.";
            case SERVED_EXPIRED ->
                "The certificate that the API server serves expired at {end}, {ago} ago.[others? It is the first"
                        + " to expire of {others} different ones that are served at the same address, as by several API "
                        + "servers; the last one expires at {last}.]";
            case ONE_SERVER_EXPIRED ->
                "On the machine {host} the API server serves a certificate that expired at {end}; the one that "
                        + "is seen at the cluster's address is valid until {served}.";
            case ONE_SERVER_NOT_RESTARTED ->
                "On the machine {host} the API server serves a certificate that expired at {end}, though a newer one "
                        + "lies in its file: it was not restarted after the renewal. The certificate that is seen at the "
                        + "cluster's address is valid until {served}.";
            case FILE_EXPIRED ->
                "The certificate {file} in the control plane's files expired at {end}, so {effect}; the one that"
                        + " the API server serves is valid until {served}.";
            case OTHER_AUTHORITY ->
                "The certificate is valid until {end}, but the authority that Magnum names has not signed it, as "
                        + "after a rotation of the authority: Magnum's kubeconfigs are of no use any more.";
            case CLIENT_REFUSED ->
                "The API server's certificate is valid until {end}; it is our own client certificate that is not"
                        + " accepted: {detail}";
            case FRONT_PROXY_AUTHORITY_EXPIRED ->
                "The authority front-proxy-ca expired at {end}, so {effect}; the rest of the cluster does not "
                        + "need it, and kubeadm renews no authority.";
            case FILE_EXPIRING ->
                "The certificate {file} in the control plane's files expires in {left}, at {end}.[others? The "
                        + "one that is served is the first to expire of {others} different ones at the same address, as by"
                        + " several API servers; the last one expires at {last}.]";
            case SERVED_EXPIRING ->
                "The certificate that the API server serves expires in {left}, at {end}.[others? It is the first"
                        + " to expire of {others} different ones that are served at the same address, as by several API "
                        + "servers; the last one expires at {last}.]";
            case CREDENTIAL_MISSING ->
                "On the machine {host} the credential {credential} is missing: its kubelet cannot log in to the "
                        + "API when it starts again. {detail}";
            case ETCD_SILENT ->
                "The certificate is valid until {end}; the API server cannot use etcd, whose certificates may "
                        + "have expired: {detail}";
            case KUBELETS_SILENT ->
                "The certificate is valid until {end} and the API answers, but none of its {nodes} nodes is "
                        + "ready.";
            case KUBELETS_SILENT_FOR_AGE ->
                "The certificate is valid until {end} and the API answers, but none of its {nodes} nodes is "
                        + "ready, and the cluster is older than a kubelet's first certificate lasts.";
            case OTHER_TROUBLE -> "The certificate is valid until {end}, so it is not the trouble: {trouble}";
            case HEALTHY ->
                "Nothing is wrong; the certificate is valid until {end}.[others? It is the first to expire of "
                        + "{others} different ones that are served at the same address, as by several API servers; the "
                        + "last one expires at {last}.]";
            // Whether chart and Kubernetes version fit together.
            case VERSION_MISSING -> "Its image has no kube_version, which Magnum refuses.";
            case VERSION_UNREADABLE -> "Its image's kube_version \"{version}\" is not a version.";
            case SITE_PAIRS -> "The site publishes a template that pairs " + CHART + " with {minor} ({template}).";
            case SITE_PAIRS_CONTRADICTED ->
                "The site publishes a template that pairs "
                        + CHART
                        + " with {minor} ({template}), and that contradicts what"
                        + " is known of it.";
            case FLAG_REMOVED ->
                "The "
                        + CHART
                        + " starts the API server with --cloud-provider, which {version} no longer knows: its control"
                        + " plane never comes up.";
            case STANDING_CLUSTER_WOULD_SHOW -> "What would show it: a cluster that was made from it and works.";
            case CHART_UNKNOWN ->
                "Neither the site's own templates nor the table know "
                        + CHART
                        + ", so it cannot be said whether it fits "
                        + "{version}. What would show it: the dependencies.json of the chart's tag, written as a row under "
                        + "compatibility: in the fleet file.";
            case NEIGHBOURS_FIT ->
                "The table does not know "
                        + CHART
                        + "; the charts before and after it, {below} and {above}, were both "
                        + "tested with {minor}, so it is likely to fit.";
            case NOT_TESTED -> "The " + CHART + " was tested with {tested}, not with {minor}.";
            case TESTED -> "The " + CHART + " was tested with {tested}.";
            case OTHER_PATCH_TESTED -> "The " + CHART + " was tested with {tested}, and not with {version} itself.";
            case CHART_NEWER_THAN_SITE ->
                "The "
                        + CHART
                        + " is newer than every one that the site publishes ({newest}): its autoscaler may never "
                        + "react. Prove the scale-up before users come back.";
            case PROVIDER_API_UNKNOWN ->
                "The "
                        + CHART
                        + " writes the OpenStackCluster API {api}, which a provider of 0.12 or later no longer "
                        + "serves: the site publishes no template that would show which one it runs.";
            case PROVIDER_API_NOT_WRITTEN ->
                "The "
                        + CHART
                        + " writes the OpenStackCluster API {api}, which a provider of 0.12 or later no longer "
                        + "serves: none of the site's own templates writes it any more, so a create is likely to fail at "
                        + "once.";
            // Which templates the cluster can be built from.
            case TEMPLATE_NAME_AMBIGUOUS ->
                "The project sees {count} templates of this name; write the UUID of the one that is meant.";
            case TEMPLATE_NOT_VISIBLE -> "The project sees no template of this name or UUID any more.";
            case TEMPLATE_OLDER ->
                "Its Kubernetes {version} is older than the cluster's {current}: charts and manifests that use "
                        + "newer APIs are refused there. Add a template of {current} or newer under templates: in the "
                        + "fleet file.";
            case CREATE_REFUSED -> "Magnum would refuse the create:";
            // What Magnum asks of a create.
            case CREATE_NAME ->
                "Magnum does not accept the name {name}: it must be a letter, then letters, digits, dots, dashes and "
                        + "underscores.";
            case CREATE_NO_CONTROL_PLANE -> "The control plane has {machines} machines; there must be at least one.";
            case CREATE_EVEN_CONTROL_PLANE ->
                "The control plane has {machines} machines; their number must not be even.";
            case CREATE_FLAVOR_UNKNOWN -> "The project does not see the flavor {flavor}.";
            case CREATE_FLAVOR_SMALL ->
                "The flavor {flavor} has {cores} cores and {ram} MiB of RAM; the driver refuses less than 2 "
                        + "cores and 2048 MiB.";
            case CREATE_KEYPAIR_UNKNOWN -> "The user has no keypair {name}.";
            case CREATE_NETWORK_UNKNOWN -> "The project has no network {name}.";
            case CREATE_SUBNET_UNKNOWN -> "The project has no subnet {name}.";
            case CREATE_NO_NODE_GROUP -> "The shape names no node group.";
            case CREATE_NODE_GROUPS_NOT_KNOWN ->
                "The shape has {count} node groups, and Magnum speaks microversion 1.{microversion}; 1.9 brought"
                        + " node groups.";
            case CREATE_NODE_GROUP_TWICE -> "Two node groups have the name {group}.";
            case CREATE_NODE_GROUP_MIN ->
                "The node group {group} has min: {min}; where the cluster scales, the driver accepts no minimum "
                        + "below 1.";
            case CREATE_NODE_GROUP_NEGATIVE -> "The node group {group} has {count} nodes.";
            case CREATE_NODE_GROUP_EMPTY ->
                "The node group {group} has no node, and Magnum speaks microversion 1.{microversion}; 1.10 "
                        + "brought groups without nodes.";
            case CREATE_NODE_GROUP_BOUNDS ->
                "The node group {group} has {count} nodes and may have {min} to [max?{max}][!max?any number].";
            case CREATE_LOGIN_WITHOUT_ROLE ->
                "The login has no role in the project, so it may not create clusters (403). Ask for the role "
                        + "member.";
            case CREATE_LOGIN_READS_ONLY ->
                "The login has only the role reader, so it may not create clusters (403). Ask for the role member.";
            case CREATE_LOGIN_RESTRICTED ->
                "The application credential {credential} is restricted. For each cluster Magnum makes a further one "
                        + "with it, and Keystone forbids that (403): every create ends in CREATE_FAILED. Make another with "
                        + "openstack application credential create --unrestricted.";
            case CREATE_LOGIN_ENDS ->
                "The application credential {credential} expires at {end}, and a rebuild may take {takes}. Make a "
                        + "new one (openstack application credential create --unrestricted) and write it into clouds.yaml.";
            case CREATE_TEMPLATE_GONE -> "The project no longer sees the template {template}.";
            case CREATE_TEMPLATE_FAULT -> "The template {template} has a fault: {fault}";
            case CREATE_NO_LOAD_BALANCER ->
                "A control plane of {machines} machines needs a load balancer (master_lb_enabled), and the "
                        + "[template?template {template}][!template?shape] has none.";
            case CREATE_BOOT_VOLUME_UNREADABLE -> "The label boot_volume_size is {size}, which is no whole number.";
            case CREATE_NOTHING_TO_BOOT_FROM ->
                "The flavor {flavor} has no disk, and the label boot_volume_size asks for no volume to boot from.";
            // Whether an upgrade can work.
            case UPGRADE_CERTIFICATES_EXPIRED ->
                "The certificates have expired: Cluster API cannot reach the cluster any more, so the roll "
                        + "stalls, and the workers are lost meanwhile. Renew in place or rebuild.";
            case UPGRADE_EXPIRY_UNKNOWN ->
                "It is not known when the certificates expire. A look at the certificate that the API server "
                        + "serves would show it.";
            case UPGRADE_EXPIRY_TOO_NEAR ->
                "The certificates expire in {left}, perhaps while the roll is under way, which then stalls and "
                        + "costs the workers. Renew in place.";
            case UPGRADE_BOOKS_DIFFER ->
                "Magnum's books name another authority than the one that has signed what the cluster serves, so "
                        + "new machines would get certificates that the others do not trust. Have the operators of the "
                        + "cloud put the books right first.";
            case UPGRADE_STATE_IN_PROGRESS ->
                "Magnum says {status}, and upgrades only from a COMPLETE state. Wait until it is done.";
            case UPGRADE_STATE_FAILED ->
                "Magnum says {status}, and upgrades only from a COMPLETE state. The operators of the cloud can "
                        + "put the state right; a tenant cannot.";
            case UPGRADE_SAME_TEMPLATE ->
                "The cluster already has template {template}. A template with another image of the same version "
                        + "would renew the certificates and change nothing else.";
            case UPGRADE_SAME_IMAGE ->
                "Template {template} has the image and the chart that the cluster has already, so no machine "
                        + "would be replaced. A template with another image of the same version would renew the "
                        + "certificates and change nothing else.";
            case UPGRADE_IMAGE_UNKNOWN ->
                "The project does not see the image that the cluster has, so it is not known whether the one of "
                        + "template {template}, of the same version, is another. The operators of the cloud can tell, or "
                        + "share the template and its image with the project.";
            case UPGRADE_VERSIONS_UNKNOWN ->
                "The versions are not known (from {from} to {to}), so it cannot be said whether the upgrade step"
                        + " is allowed. Magnum's coe_version and the kube_version of the template's image would show it.";
            case UPGRADE_VERSION_BACK ->
                "From {from} to {to} is a step back. Use a template of the same or the next minor version.";
            case UPGRADE_MINOR_SKIPPED ->
                "From {from} to {to} skips a minor version, which Cluster API refuses, and the workers are lost "
                        + "all the same. Go through a template of {next} first.";
            case UPGRADE_PROOFS_WILL_SHOW -> "The proofs after it will show it.";
            case UPGRADE_SEE_COMPAT -> "`./rekindle compat` says which charts fit which version.";
            case UPGRADE_CHART_UNKNOWN ->
                "The project does not see the cluster's own template, so it is not known which chart it has; it "
                        + "would get {target}. The operators of the cloud can tell, or share the template with the "
                        + "project.";
            case UPGRADE_CHARTS_NOT_COMPARABLE ->
                "Charts {current} and {target} cannot be compared. The dates of their releases would show which "
                        + "is older.";
            case UPGRADE_CHART_BACK ->
                "The cluster has chart {current}, and template {template} [default?names none, so that the "
                        + "driver's default {target} would be used][!default?has {target}]: a step back. Use a template "
                        + "that names chart {current} or a later one.";
            case UPGRADE_TARGET_IMAGE_UNKNOWN ->
                "The project does not see the image of template {template}. Name the template by its UUID, or "
                        + "have the image shared with the project.";
            case UPGRADE_NETWORK_UNKNOWN ->
                "It is not known whether the network driver stays the same (now {now}, then {then}). Compare "
                        + "network_driver of both templates.";
            case UPGRADE_NETWORK_CHANGES ->
                "The network driver would change from {now} to {then} under running pods. Use a template with "
                        + "{now}.";
            case UPGRADE_QUOTA_UNKNOWN ->
                "It is not known whether the quota allows one more machine. `./rekindle cloud quota` shows it.";
            case UPGRADE_QUOTA_TIGHT ->
                "The quota has no room for one more machine of the control plane: {lacking}. Free some, or ask for a "
                        + "larger quota.";
            case UPGRADE_SINGLE_NODES ->
                "The node groups {groups} have one node each, and lose it for as long as the control plane is "
                        + "rolled. Scale them to two beforehand where users must not notice.";
            case UPGRADE_POLICY_NEVER -> "The policy says never (upgrade: never).";
            case UPGRADE_TRIED -> "This run has already tried an upgrade.";
            case UPGRADE_NO_TEMPLATE -> "No allowed template can be upgraded to.";
            case UPGRADE_NO_OTHER_TEMPLATE -> "There is no other template to upgrade to.";
            case UPGRADE_VIABLE -> "It is viable[versions?: {versions}].";
            case UPGRADES_VIABLE -> "Each of the {count} upgrades is viable: {versions}.";
            case UPGRADE_AGAINST_FACTS -> "The policy says always (upgrade: always), against these facts:";
            // What speaks against a remedy.
            case COSTS_MORE -> "The remedy that was chosen costs less.";
            case SOMETHING_IS_WRONG -> "Something is wrong.";
            case CAUSE_IS_NOT_OURS -> "The trouble is {cause}, not our client certificate.";
            case CLIENT_TRIED ->
                "A new client certificate was not accepted either, so the cluster has another authority than Magnum "
                        + "names.";
            case NO_CERTIFICATE_EXPIRES -> "An upgrade renews certificates that expire, and fixes nothing else.";
            case BOOKS_DIFFER ->
                "Magnum's books name another authority than the one that has signed what the cluster serves: new"
                        + " machines would get certificates that the others do not trust.";
            case TOO_LATE_TO_UPGRADE -> "The certificates have expired, so an upgrade stalls and costs the workers.";
            case NOTHING_TO_UPGRADE_TO -> "No allowed template can be upgraded to; the decisions on upgrades say why.";
            case ROLL_CHANGES_VERSION -> "The template that the fleet file prefers is of another version.";
            case NO_CERTIFICATE_EXPIRED -> "No certificate has expired.";
            case KUBEADM_RENEWS_NO_AUTHORITY -> "The authority itself has expired, and kubeadm renews none.";
            case KUBEADM_DOES_NOT_RENEW -> "It is not known to be a certificate that kubeadm renews.";
            case RENEWAL_TRIED -> "This run has already tried it, without success.";
            case NO_SSH ->
                "The fleet file names no way by SSH into the control plane's machines. The cluster has the "
                        + "keypair {keypair}, so write ssh: with its private key, the machines' addresses and host keys.";
            case NO_SSH_AND_NO_KEYPAIR ->
                "The fleet file names no way by SSH into the control plane's machines. The cluster was made without "
                        + "a keypair, so nobody can log in to them. Set keypair: in its shape, so that the next cluster has "
                        + "one, and then write ssh:.";
            case MACHINES_NOT_SEEN -> "The machines could not be looked into by SSH.";
            case MACHINES_NOT_NAMED ->
                "The control plane has {all} machines, and the fleet file names {named}: those that are left out"
                        + " would keep their certificates. Write the other {missing} under ssh: controlPlanes: (`openstack"
                        + " server list` and `kubectl get nodes -o wide` show their addresses).";
            case MACHINE_CANNOT -> "On {host} it cannot be done: {detail}";
            case NOTHING_EXPIRED -> "Nothing is torn down unless a certificate has expired.";
            case RESTART_IS_ENOUGH ->
                "New certificates lie on the machines: a restart fixes it, and nothing need be torn down.";
            case ONE_IS_SERVED_VALID ->
                "At the same address a certificate is served that is valid, so not every API server has an "
                        + "expired one.";
            case TEARDOWN_NOT_NEEDED ->
                "Only {cause} has expired: it is renewed on the machines, and nothing need be torn down.";
            case ONE_MACHINE_VALID ->
                "On {host} the API server has a certificate that is valid, so a person has renewed some of them:"
                        + " the others are renewed on their machines, and nothing need be torn down.";
            case API_ANSWERS -> "The Kubernetes API still answers, so not every API server has an expired certificate.";
            case API_REFUSES_US ->
                "The Kubernetes API answers with a certificate that is valid and does not accept our client "
                        + "({detail}), so it may well work for others.";
            case STILL_WORKS ->
                "The Kubernetes API answers over a verified connection, {ready} of {nodes} nodes are ready[hub?, the "
                        + "hub is well] and every certificate that is served is valid: what works is never torn down, whatever "
                        + "else has expired.";
            case CLUSTER_UNKNOWN -> "Magnum knows no such cluster.";
            case STATUS_UNKNOWN ->
                "Magnum reports a status of the cluster that Rekindle does not know ({status}), so nothing is torn "
                        + "down.";
            case NOTHING_TO_BUILD_FROM ->
                "No allowed template can be built from; add one that fits under templates: in the fleet file.";
            case RELEASES_NOT_DEPLOYABLE -> "After a rebuild, not every deploy step could be carried out. {faults}";
            case QUOTA_LACKS_AFTER_TEARDOWN ->
                "The quota has no room for the new cluster, even with the old one gone: {lacks}";
            case BESIDE_NOT_ASKED_FOR -> "The policy does not ask for it (rebuild: after-teardown).";
            case BESIDE_NOT_DUE ->
                "The certificate that is served does not expire soon, so nothing is built beside a cluster that "
                        + "works.";
            case BESIDE_WITHOUT_PROOF ->
                "The fleet file has no cell run (verify.userServer or verify.build), so that it would not be known "
                        + "whether users can work in the new cluster before the old one goes.";
            case BESIDE_QUOTA_UNKNOWN ->
                "It is not known whether the quota has room for both clusters.[detail? {detail}]";
            case BESIDE_QUOTA_LACKS -> "The quota has no room for both clusters: {lacks}";
            case OPERATORS_KNOW_NO_CLUSTER ->
                "Magnum knows no such cluster, so the cloud's operators cannot be asked about it.";
            case NOT_FOR_OPERATORS -> "Nothing was seen that only the cloud's operators can repair.";
            // What speaks for a remedy.
            case NOTHING_IS_WRONG -> "Nothing is wrong.";
            case CLIENT_CAN_BE_RENEWED ->
                "The API server serves a certificate that is valid and does not accept ours; Magnum signs a new "
                        + "one in seconds.";
            case ROLL_RENEWS ->
                "The certificates are still valid, so a roll to another image of the same version renews them, "
                        + "and nothing is destroyed.";
            case UPGRADE_RENEWS ->
                "The certificates are still valid, so an upgrade renews them and nothing is destroyed.";
            case UPGRADE_IS_LEFT -> "No template is left to build from, so nothing is torn down.";
            case KUBEADM_CAN_RENEW ->
                "The machines can be reached and kubeadm can renew there: minutes instead of hours, and nothing "
                        + "is destroyed.";
            case RESTART_IS_MISSING ->
                "New certificates lie on the machines already; a restart of the static pods is all that is "
                        + "missing.";
            case REBUILD_IS_LEFT -> "The certificates have expired, and only new machines bring new ones.";
            case BESIDE_IS_LEFT ->
                "The certificates have expired, only new machines bring new ones, and the quota has room for "
                        + "both clusters.";
            case BESIDE_BEFORE_EXPIRY ->
                "The certificates expire soon, no upgrade and no renewal in place brings new ones, and the quota"
                        + " has room for both clusters: the old one works until the new one is proven and its users have "
                        + "moved.";
            case OPERATORS_FIX_AUTHORITY ->
                "Magnum's books name another authority than the cluster has, and only the cloud's operators can put "
                        + "them right.";
            case OPERATORS_FIX_STATE -> "Magnum's state is one that only the cloud's operators can put right.";
            case NOTHING_IS_TORN_DOWN -> "Nothing is torn down.";
            case NO_REMEDY_LEFT ->
                "No template can be built from, and nothing can be renewed in place. The decisions say why, each "
                        + "with its cure, such as a template that fits under templates:, or ssh:, in the fleet file.";
            case NO_REMEDY_BEFORE_EXPIRY ->
                "No upgrade can be made, and nothing can be renewed in place. The decisions say why, each with its "
                        + "cure. Nothing is torn down while the certificates are still valid.";
            case ONLY_CERTIFICATES -> "Only certificates lead to a teardown.[more? What would show more: {more}]";
            // What a plan that destroys says of itself.
            case VOLUMES_KEPT ->
                "These have the property {property}: {volumes}. A cluster-api-janitor-openstack from before May 2025 "
                        + "does not know the property and deletes them all the same: ask the cloud's operators which one they "
                        + "run.";
            case VOLUMES_PROTECTED ->
                "These get the property {property} before an approval is asked for: {volumes}. This plan deletes "
                        + "nothing; the plan that is made after it does. A cluster-api-janitor-openstack from before May 2025 "
                        + "does not know the property and deletes them all the same: ask the cloud's operators which one they "
                        + "run.";
            case VOLUMES_NOT_LISTED ->
                "The volumes could not be listed, so nothing is deleted while the policy keeps volumes: {detail}";
            case HUB_STATE_KEPT ->
                "Secret {secrets}: copied into the worker's secret store, and put back before the deploy steps. Users of "
                        + "the hub stay signed in, and the tokens of its services stay valid.";
            case CERTIFICATES_RESCUED ->
                "Certificates {secrets}: copied with their keys, and put back before the deploy steps. They need not be "
                        + "issued again.";
            case SECRETS_KEPT -> "Secrets {secrets}: copied, and put back before the deploy steps.";
            case CLAIMS_KEPT ->
                "Claims {claims}: made again before the deploy steps, with the same volumes, where Cinder still has them.";
            case CLAIMS_OF_OTHERS ->
                "Claims {claims}: made again before the deploy steps, with the same volumes, which no driver deletes with the "
                        + "cluster (reclaim policy Retain). They are not Cinder's, so it is not known whether they are still there.";
            case ADDRESSES_GO ->
                "Load balancers {addresses}: they go with the cluster, and names that point at them must be moved.";
            case RELEASES_STANDING -> "Helm has deployed {releases}.";
            case NOT_RESCUED -> "Not rescued: {detail}";
            case COPIED_EARLIER -> "Copied earlier and not seen now, so put back as it was then: {copies}.";
            case CLAIMS_BY_CLOUD ->
                "Claims {claims}: known by Cinder's metadata alone, since the cluster could not be read. They are made again "
                        + "for one writer (ReadWriteOnce) and without a storage class, whatever they had.";
            case RESCUE_NOT_ASKED_FOR ->
                "Nothing is copied out of the cluster, since the fleet file does not ask for it (rescue:).";
            case HUB_STATE_LOST ->
                "No Secret hub is kept, so a JupyterHub makes new keys: its users sign in again, the tokens of its "
                        + "services change, and what it has encrypted for users can no longer be read.";
            case STATE_CHANGING ->
                "Magnum is in the middle of something: a change that hangs, or one that a person makes right "
                        + "now. Approve only when you know which.";
            case CREATE_NOT_KNOWN ->
                "Whether Magnum would accept the create is looked at again right before the delete: {detail}";
            case QUOTA_NOT_KNOWN -> "{detail}";
            // What contradicts a plan that was sealed before.
            case PLAN_WITHOUT_SHAPE -> "The plan says nothing of the shape to build.";
            case PLAN_WITHOUT_STATE -> "The plan does not say what the cluster was like when it was made.";
            case QUOTA_LACKS -> "The quota has no room for the new cluster: {lacks}";
            case BEING_CHANGED -> "The cluster was {before} and is {now}: it is being changed right now.";
            case UPGRADED_MEANWHILE -> "The cluster was upgraded to another template.";
            case TEMPLATE_NO_LONGER -> "The template {template} is no longer what the plan builds from:";
            case TEMPLATE_IS_ANOTHER -> "It is another one now.";
            case SHAPE_CHANGED -> "The {what} was {before} and is {now}.";
            case NODE_GROUP_NEW -> "The node group {group} is new: {now}.";
            case NODE_GROUP_CHANGED -> "The node group {group} was {before} and is {now}.";
            case NODE_GROUP_GONE -> "The node group {group} is there no longer; it was {before}.";
            // How a create goes that takes longer than usual.
            case NOT_BEING_CREATED ->
                "Magnum says {status}; only a cluster that is still being created can be accepted before it is "
                        + "complete.";
            case API_IS_SILENT -> "Its API does not answer: {detail}";
            case TOO_FEW_NODES -> "{ready} of {wanted} nodes of {group} are ready.";
            case USERS_CAN_WORK ->
                "Its API answers with what Magnum signed, and {ready} of {wanted} nodes are ready, so users can "
                        + "be let in.";
            case MAGNUM_STILL_WAITS ->
                "[waiting?What Magnum still waits for: {waiting}.][!waiting?Magnum does not say what it still waits for; "
                        + "it is an add-on as a rule, such as the Kubernetes dashboard.]";
            case CONTROL_PLANE_IS_UP ->
                "Its API answers and {ready} of {nodes} nodes are ready, so the control plane has come up.";
            case CONTROL_PLANE_COMES_UP ->
                "Its API server serves a certificate, so the control plane is coming up: {detail}";
            case NO_ADDRESS_YET ->
                "It has no API address yet, after {elapsed}: machines may wait for their image, or for quota. "
                        + "What would show it: the servers in Nova.";
            case SILENT_TWICE_THE_USUAL ->
                "Nothing has answered at {address} for {elapsed}, more than twice the usual {usual}: a control plane "
                        + "whose API server does not start looks like this.";
            case SILENT_SO_FAR ->
                "Nothing answers at {address} after {elapsed} (usually {usual}): the image may be fetched for "
                        + "the first time, or the API server does not start. What would show it: the console log of the "
                        + "control plane's machine.";
            // How it went when the run carried a remedy out.
            case API_SAID -> "{said}";
            case CERTIFICATE_RENEWED -> "The certificate now ends at {end}.";
            case UPGRADE_NOT_ASKED_FOR -> "Magnum was not asked for the upgrade:";
            case CLUSTER_GONE -> "Magnum no longer knows the cluster.";
            case UPGRADE_REFUSED -> "Magnum refused the upgrade: {said}";
            case UPGRADE_FAILED -> "The upgrade ended in {status}: {said}";
            case UPGRADE_TIMED_OUT -> "The upgrade did not end within {longest}; last seen: {seen}";
            case UPGRADE_SERVES_NOTHING -> "Magnum says that it is done, but no certificate is served: {detail}";
            case UPGRADE_RENEWED_NOTHING ->
                "Magnum says that it is done, but the certificate served still ends at {end}.";
            case CAME_UP -> "It came up.";
            case CAME_UP_AFTER_ALL -> "It came up after all.";
            case NOT_ACCEPTED -> "Magnum refused it: {said}";
            case ENDED_IN -> "It ended in {status}: {said}";
            case NOT_UP_IN_TIME -> "It did not come up within {longest}; last seen: {seen}";
            case GONE_TOO_SOON -> "It was gone when it should have been complete.";
            case CREATED_TWICE ->
                "It carries this run's mark ({mark}) and is not the cluster that the run goes on with: a create "
                        + "reached Magnum twice.";
            case FLEET_FILE_NAMES_OLD ->
                "The fleet file names {old}, which is gone. Surveys and later runs go by {now}; write `magnum: "
                        + "{now}` there.";
            // Why a survey could not look at a cluster.
            case NOT_LOOKED_AT -> "{said}";
            case NOT_STARTED -> "What the cluster needs could not be started: {said}";
            case NOT_IN_FLEET_FILE -> "The fleet file no longer knows this cluster.";
            case PAGE_NOT_ENDED -> "Page {page} of the survey did not end well: {said}";
        };
    }
}
