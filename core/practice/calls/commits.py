"""SubtensorModule's calls that commit weights now and reveal them an epoch later."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from core.practice.addresses import public_key
from core.practice.calls.context import Context
from core.practice.calls.octets import octets
from core.practice.calls.weights import apply
from core.practice.codec import Value, blake2_256, compact
from core.practice.economy import cells, neurons
from core.practice.economy.cells import MECHANISM_STEP, PALLET, number
from core.practice.economy.epochs import index_at
from core.practice.economy.weights import Weights, has_enough_stake, problem, too_soon
from core.practice.state import StateView

Arguments = Mapping[str, Any]

MOST_OPEN: Final = 10
Commit = tuple[str, int, int, int]  # hash, epoch, block, unused


def index_of(args: Arguments) -> int:
    """The storage index of the mechanism a call is about."""
    index: int = args["netuid"] + MECHANISM_STEP * args.get("mecid", 0)
    return index


def commit_mechanism_weights(ctx: Context, signer: str, args: Arguments) -> None:
    """Keep a hash; the weights behind it may be revealed in one later epoch."""
    state, index = ctx.state, index_of(args)
    broken = problem_of_commit(state, ctx.block, signer, args)
    if broken is not None:
        raise ctx.fail(broken)
    epoch = index_at(state, args["netuid"], ctx.block)
    period = _period(state, args["netuid"])
    kept = [commit for commit in _open(state, index, signer) if commit[1] + period >= epoch]
    if len(kept) >= MOST_OPEN:
        raise ctx.fail("TooManyUnrevealedCommits")
    kept.append((args["commit_hash"], epoch, ctx.block, 0))
    state.put(PALLET, "WeightCommits", index, signer, value=kept)
    _touch(ctx, index, args["netuid"], signer)
    ctx.deposit(PALLET, "WeightsCommitted", [signer, index, args["commit_hash"]])


def reveal_mechanism_weights(ctx: Context, signer: str, args: Arguments) -> None:
    """Set weights whose hash was committed exactly one reveal period of epochs ago."""
    state, index = ctx.state, index_of(args)
    weights = _revealed(signer, args)
    broken = _problem_of_mechanism(state, args)
    if broken is not None:
        raise ctx.fail(broken)
    epoch, period = index_at(state, args["netuid"], ctx.block), _period(state, args["netuid"])
    digest = commit_hash(weights, args["salt"])
    commits = _open(state, index, signer)
    position = _position(ctx, commits, digest, epoch - period)
    broken = problem(state, ctx.block, weights, revealed=True)
    if broken is not None:
        raise ctx.fail(broken)
    rest = commits[position + 1 :]
    if rest:
        state.put(PALLET, "WeightCommits", index, signer, value=rest)
    else:
        state.remove(PALLET, "WeightCommits", index, signer)
    apply(ctx, weights)
    ctx.deposit(PALLET, "WeightsRevealed", [signer, index, digest])


def commit_timelocked_mechanism_weights(ctx: Context, signer: str, args: Arguments) -> None:
    """Keep a commit that only a future drand pulse opens.

    Pulses do not reach this network: such a commit ends with its reveal epoch.
    """
    state, index = ctx.state, index_of(args)
    broken = problem_of_timelocked(state, ctx.block, signer, args)
    if broken is not None:
        raise ctx.fail(broken)
    sealed = octets(args["commit"])
    epoch = index_at(state, args["netuid"], ctx.block)
    commits = _timelocked(state, index, epoch)
    if sum(commit[0] == signer for commit in commits) >= MOST_OPEN:
        raise ctx.fail("TooManyUnrevealedCommits")
    commits.append((signer, ctx.block, f"0x{sealed.hex()}", args["reveal_round"]))
    state.put(PALLET, "TimelockedWeightCommits", index, epoch, value=commits)
    _touch(ctx, index, args["netuid"], signer)
    digest = f"0x{blake2_256(sealed).hex()}"
    fields = [signer, index, digest, args["reveal_round"]]
    ctx.deposit(PALLET, "TimelockedWeightsCommitted", fields)


def problem_of_commit(view: StateView, block: int, signer: str, args: Arguments) -> str | None:
    """The first rule that committing a hash breaks; None if it may."""
    return _problem_of_mechanism(view, args) or _problem_of_committer(view, block, signer, args)


def problem_of_timelocked(view: StateView, block: int, signer: str, args: Arguments) -> str | None:
    """The first rule that a timelocked commit breaks; None if it may."""
    broken = _problem_of_mechanism(view, args)
    if broken is not None:
        return broken
    if args["commit_reveal_version"] != view.get(PALLET, "CommitRevealWeightsVersion"):
        return "IncorrectCommitRevealVersion"
    if args["reveal_round"] < view.get("Drand", "LastStoredRound"):
        return "InvalidRevealRound"
    return _problem_of_committer(view, block, signer, args)


def problem_of_reveal(view: StateView, block: int, signer: str, args: Arguments) -> str | None:
    """The name a reveal would fail with for its commit alone; None if one matches."""
    if _problem_of_mechanism(view, args) is not None:
        return None
    digest = commit_hash(_revealed(signer, args), args["salt"])
    due = index_at(view, args["netuid"], block) - _period(view, args["netuid"])
    return _mismatch(_open(view, index_of(args), signer), digest, due)


def commit_hash(weights: Weights, salt: list[int]) -> str:
    """blake2-256 over SCALE of (hotkey, index, uids, values, salt, version), as 0x hex."""
    who = public_key(weights.hotkey)
    index = weights.index.to_bytes(2, "little")
    vectors = b"".join(_u16s(numbers) for numbers in (weights.uids, weights.values, salt))
    version = weights.version.to_bytes(8, "little")
    return f"0x{blake2_256(who + index + vectors + version).hex()}"


def _problem_of_mechanism(view: StateView, args: Arguments) -> str | None:
    netuid = args["netuid"]
    if not number(view, "CommitRevealWeightsEnabled", netuid):
        return "CommitRevealDisabled"
    if args.get("mecid", 0) >= view.get(PALLET, "MechanismCountCurrent", netuid):
        return "MechanismDoesNotExist"
    return None


def _problem_of_committer(view: StateView, block: int, signer: str, args: Arguments) -> str | None:
    netuid = args["netuid"]
    if neurons.uid_of(view, netuid, signer) is None:
        return "HotKeyNotRegisteredInSubNet"
    if not has_enough_stake(view, netuid, signer):
        return "NotEnoughStakeToSetWeights"
    if too_soon(view, block, signer, index_of(args)):
        return "CommittingWeightsTooFast"
    return None


def _position(ctx: Context, commits: list[Commit], digest: str, due: int) -> int:
    broken = _mismatch(commits, digest, due)
    if broken is not None:
        raise ctx.fail(broken)
    return next(at for at, commit in enumerate(commits) if commit[0] == digest)


def _mismatch(commits: list[Commit], digest: str, due: int) -> str | None:
    """Why a reveal finds no commit of the epoch that is ``due``."""
    if not commits:
        return "NoWeightsCommitFound"
    epoch = next((commit[1] for commit in commits if commit[0] == digest), None)
    if epoch is None:
        return "InvalidRevealCommitHashNotMatch"
    if epoch == due:
        return None
    return "RevealTooEarly" if epoch > due else "ExpiredWeightCommit"


def _revealed(signer: str, args: Arguments) -> Weights:
    return Weights(
        hotkey=signer,
        netuid=args["netuid"],
        mechanism=args.get("mecid", 0),
        uids=args["uids"],
        values=args["values"],
        version=args["version_key"],
    )


def _u16s(numbers: Any) -> bytes:
    return compact(len(numbers)) + b"".join(one.to_bytes(2, "little") for one in numbers)


def _period(view: StateView, netuid: int) -> int:
    period: int = view.get(PALLET, "RevealPeriodEpochs", netuid)
    return period


def _open(view: StateView, index: int, hotkey: str) -> list[Commit]:
    if view.raw(view.codec.key(PALLET, "WeightCommits", index, hotkey)) is None:
        return []
    return list(view.get(PALLET, "WeightCommits", index, hotkey))


def _timelocked(view: StateView, index: int, epoch: int) -> list[Value]:
    """The stored commits, their bytes as hex: text would not survive another encoding."""
    stored = view.get(PALLET, "TimelockedWeightCommits", index, epoch)
    return [(who, at, f"0x{octets(sealed).hex()}", due) for who, at, sealed, due in stored]


def _touch(ctx: Context, index: int, netuid: int, hotkey: str) -> None:
    uid = neurons.uid_of(ctx.state, netuid, hotkey)
    if uid is not None:
        cells.put_element(ctx.state, "LastUpdate", index, 8, uid, ctx.block)


CALLS = {
    (PALLET, "commit_weights"): commit_mechanism_weights,
    (PALLET, "commit_mechanism_weights"): commit_mechanism_weights,
    (PALLET, "reveal_weights"): reveal_mechanism_weights,
    (PALLET, "reveal_mechanism_weights"): reveal_mechanism_weights,
    (PALLET, "commit_timelocked_weights"): commit_timelocked_mechanism_weights,
    (PALLET, "commit_timelocked_mechanism_weights"): commit_timelocked_mechanism_weights,
}
