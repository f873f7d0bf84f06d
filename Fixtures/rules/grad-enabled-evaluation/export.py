"""Writes a model in other forms, and runs it."""
import torch


def to_onnx(net, path: str) -> None:
    net.eval()
    sample = torch.randn(1, 3, 224, 224)
    # Sets the padding that depends on the input's size.
    net(sample)  # wattlint-ok: grad-enabled-evaluation
    torch.onnx._export(net, sample, path)


def to_script(net, path: str) -> None:
    net.eval()
    sample = torch.randn(1, 3, 224, 224)
    shape = net(sample).shape  # wattlint-ok: grad-enabled-evaluation
    torch.jit.trace(net, sample).save(path)
    print(shape)


def lazy_layers(net) -> None:
    net.eval()
    net(torch.zeros(1, 3, 32, 32))  # wattlint-ok: grad-enabled-evaluation


def warm(net) -> None:
    net.eval()
    sample = torch.zeros(1, 3, 32, 32)
    for _ in range(3):
        _ = net(sample)  # wattlint-ok: grad-enabled-evaluation


def fill_hooks(net, loader, seen: list) -> list:
    # The hooks take what the layers compute; the answer itself is not needed, its graph even less.
    net.eval()
    for batch in loader:
        net(batch)  # wattlint-expect: grad-enabled-evaluation
    return seen


def warm_then_serve(net, sample, images) -> torch.Tensor:
    net.eval()
    net(sample)  # wattlint-ok: grad-enabled-evaluation
    return net(images).softmax(1)  # wattlint-expect: grad-enabled-evaluation


def translate(encoder, decoder, words) -> torch.Tensor:
    # One context around both mends both.
    encoder.eval()
    decoder.eval()
    state = encoder(words)  # wattlint-expect: grad-enabled-evaluation
    return decoder(state).argmax(-1)  # wattlint-ok: grad-enabled-evaluation


def compare(old, new, x) -> float:
    old.eval()
    with torch.no_grad():
        before = old(x)  # wattlint-ok: grad-enabled-evaluation
    new.eval()
    return (new(x) - before).abs().max().item()  # wattlint-expect: grad-enabled-evaluation
