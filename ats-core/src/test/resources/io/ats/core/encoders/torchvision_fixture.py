"""Writes the fixture of PretrainedResNetTest with torchvision's own ResNet class.

    pip install torch torchvision safetensors numpy
    python torchvision_fixture.py DIRECTORY

torchvision's networks with a 64th of their channels (1, 2, 4, 8 in the four stages), so that the
files are small; everything else is torchvision's: layers, names, what they compute.
DIRECTORY gets, for both networks, the state dict NAME.safetensors, and in
torchvision-outputs.safetensors the features before the classifier in evaluation mode, those of a
first training step, and two running statistics after it.
The input is a formula, which the test has too.
"""
import sys

import numpy
import torch
import torchvision
from safetensors.torch import save_file
from torchvision.models.resnet import BasicBlock, Bottleneck, ResNet

NARROW = 64


class NarrowResNet(ResNet):
    """torchvision's network with a 64th of the channels."""

    @property
    def inplanes(self):
        return self._inplanes

    @inplanes.setter
    def inplanes(self, value):
        # The constructor's own 64; what a layer sets is already narrow.
        self._inplanes = value if hasattr(self, "_inplanes") else value // NARROW

    def _make_layer(self, block, planes, blocks, stride=1, dilate=False):
        return super()._make_layer(block, planes // NARROW, blocks, stride, dilate)


def pixels(shape):
    """Values in [-1, 1) that any program can compute exactly."""
    index = numpy.arange(numpy.prod(shape), dtype=numpy.int64)
    return torch.from_numpy(((index * index % 2039) / 1024 - 1).astype(numpy.float32).reshape(shape))


def randomise(network):
    """As in a trained network, no two statistics are alike and no unit is dead."""
    generator = torch.Generator().manual_seed(23)
    for name, value in network.state_dict().items():
        if value.dtype != torch.float32:
            value.fill_(3)  # num_batches_tracked
        elif name.endswith("running_var"):
            value.copy_(0.5 + torch.rand(value.shape, generator=generator))
        elif value.dim() == 1 and name.endswith("weight"):
            value.copy_(0.2 + 0.4 * torch.rand(value.shape, generator=generator))
        elif value.dim() == 4:
            deviation = (2 / value[0].numel()) ** 0.5
            value.copy_(deviation * torch.randn(value.shape, generator=generator))
        else:
            value.copy_(0.3 * torch.randn(value.shape, generator=generator) + 0.1)


def make(block, blocks):
    # Its constructor sets the classifier's width for 512 channels.
    network = NarrowResNet(block, blocks, num_classes=3)
    network.fc = torch.nn.Linear(512 * block.expansion // NARROW, 3)
    return network


def features(network, images):
    network.fc = torch.nn.Identity()
    with torch.no_grad():
        return network(images)


def main(directory):
    print("torch", torch.__version__, "torchvision", torchvision.__version__)
    outputs = {}
    networks = {"resnet18": (BasicBlock, [2, 2, 2, 2]), "resnet50": (Bottleneck, [3, 4, 6, 3])}
    for name, (block, blocks) in networks.items():
        network = make(block, blocks)
        randomise(network)
        save_file(network.state_dict(), f"{directory}/{name}.safetensors")
        images = pixels((2, 3, 75, 90))
        outputs[f"{name}.features"] = features(network.eval(), images)
        outputs[f"{name}.training"] = features(network.train(), images)
        outputs[f"{name}.bn1.running_mean"] = network.bn1.running_mean.clone()
        outputs[f"{name}.layer4.0.bn2.running_var"] = network.layer4[0].bn2.running_var.clone()
    for name, value in outputs.items():
        print(name, value.flatten().tolist()[:8])
    save_file(outputs, f"{directory}/torchvision-outputs.safetensors")


main(sys.argv[1])
